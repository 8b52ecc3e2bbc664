"""Logits of every architecture family in PyTorch, float64, with weights and pictures made by a hash of their place.

Run in the folder of this file with PyTorch 1.13 (Debian's python3-torch): python3 logits.py
It writes ../resources/lucida/layers/<name>.logits.npy, which ArchitecturesTest compares with. Nothing here shares code with it:
weights are named and ordered as PyTorch's own modules are, and made again from the same hash on the other side.
"""
import math
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

CLASSES = 10
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "lucida", "layers")


def hashed(place, count):
    """count numbers in [-1, 1): the finaliser of MurmurHash3 of the cell's number plus 2^24 times the place."""
    x = (np.arange(count, dtype=np.uint64) + np.uint64(place % 251) * np.uint64(1 << 24)).astype(np.uint32)
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(13)
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(16)
    return x.astype(np.float64) / 2.0**31 - 1.0


class Net:
    """Makes each parameter when it is first asked for, in order, and applies the layer."""

    def __init__(self):
        self.place = 0

    def parameter(self, shape, kind):
        self.place += 1
        u = hashed(self.place, int(np.prod(shape)))
        if kind == "weight":
            u = u * math.sqrt(6.0 * shape[0] / np.prod(shape))
        elif kind == "one":
            u = 1.0 + 0.3 * u
        else:
            u = 0.1 * u
        return torch.from_numpy(u.reshape(shape))

    def conv(self, x, outputs, size, stride=1, padding=0, bias=True, groups=1):
        w = self.parameter((outputs, x.shape[1] // groups, size, size), "weight")
        return F.conv2d(x, w, self.parameter((outputs,), "zero") if bias else None, stride, padding, 1, groups)

    def bn(self, x):
        c = (x.shape[1],)
        gamma, beta = self.parameter(c, "one"), self.parameter(c, "zero")
        mean, var = self.parameter(c, "zero"), self.parameter(c, "one")
        return F.batch_norm(x, mean, var, gamma, beta, False, 0.1, 1e-5)

    def dense(self, x, outputs):
        return F.linear(x, self.parameter((outputs, x.shape[1]), "weight"), self.parameter((outputs,), "zero"))


def vgg(n, x, stages, bn, pool_last=True):
    for s, (count, width) in enumerate(zip(stages, (64, 128, 256, 512, 512))):
        for _ in range(count):
            x = n.conv(x, width, 3, 1, 1)
            x = F.relu(n.bn(x) if bn else x)
        if pool_last or s < 4:
            x = F.max_pool2d(x, 2, 2)
    return x


def vgg_full(stages, bn):
    def net(n, x):
        x = torch.flatten(F.adaptive_avg_pool2d(vgg(n, x, stages, bn), 7), 1)
        return n.dense(F.relu(n.dense(F.relu(n.dense(x, 4096)), 4096)), CLASSES)
    return net


def vgg_gap(n, x):
    x = F.relu(n.conv(vgg(n, x, (2, 2, 3, 3, 3), False, False), 1024, 3, 1, 1))
    return n.dense(x.mean((2, 3)), CLASSES)


def resnet(blocks, bottleneck):
    def net(n, x):
        x = F.max_pool2d(F.relu(n.bn(n.conv(x, 64, 7, 2, 3, False))), 3, 2, 1)
        for stage, count in enumerate(blocks):
            width = 64 << stage
            for i in range(count):
                stride = 2 if stage > 0 and i == 0 else 1
                out = 4 * width if bottleneck else width
                if bottleneck:
                    y = F.relu(n.bn(n.conv(x, width, 1, 1, 0, False)))
                    y = F.relu(n.bn(n.conv(y, width, 3, stride, 1, False)))
                    y = n.bn(n.conv(y, out, 1, 1, 0, False))
                else:
                    y = F.relu(n.bn(n.conv(x, width, 3, stride, 1, False)))
                    y = n.bn(n.conv(y, out, 3, 1, 1, False))
                if stride != 1 or x.shape[1] != out:
                    x = n.bn(n.conv(x, out, 1, stride, 0, False))
                x = F.relu(y + x)
        return n.dense(x.mean((2, 3)), CLASSES)
    return net


def cifar_resnet(n, x):
    x = F.relu(n.bn(n.conv(x, 16, 3, 1, 1, False)))
    for stage in range(3):
        width = 16 << stage
        for i in range(3):
            stride = 2 if stage > 0 and i == 0 else 1
            y = F.relu(n.bn(n.conv(x, width, 3, stride, 1, False)))
            y = n.bn(n.conv(y, width, 3, 1, 1, False))
            if x.shape[1] != width:
                x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, width // 4, width // 4), "constant", 0)
            x = F.relu(y + x)
    return n.dense(x.mean((2, 3)), CLASSES)


def squeezenet(stem, size, pools):
    def net(n, x):
        x = F.relu(n.conv(x, stem, size, 2))
        x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        for i, s in enumerate((16, 16, 32, 32, 48, 48, 64, 64)):
            x = F.relu(n.conv(x, s, 1))
            x = torch.cat([F.relu(n.conv(x, 4 * s, 1)), F.relu(n.conv(x, 4 * s, 3, 1, 1))], 1)
            if i in pools:
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        return F.relu(n.conv(x, CLASSES, 1)).mean((2, 3))
    return net


def nin(n, x):
    for width, size, stride, padding, second in ((96, 11, 4, 0, 96), (256, 5, 1, 2, 256), (384, 3, 1, 1, 384), (1024, 3, 1, 1, CLASSES)):
        x = F.relu(n.conv(x, width, size, stride, padding))
        x = F.relu(n.conv(x, width, 1))
        x = F.relu(n.conv(x, second, 1))
        if width != 1024:
            x = F.max_pool2d(x, 3, 2, ceil_mode=True)
    return x.mean((2, 3))


def mobilenet_v2(n, x):
    def unit(x, width, size=1, stride=1, groups=1):
        return F.relu6(n.bn(n.conv(x, width, size, stride, size // 2, False, groups)))
    x = unit(x, 32, 3, 2)
    for t, c, count, s in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)):
        for i in range(count):
            stride = s if i == 0 else 1
            wide = t * x.shape[1]
            y = unit(x, wide) if t > 1 else x
            y = n.bn(n.conv(unit(y, wide, 3, stride, wide), c, 1, bias=False))
            x = x + y if stride == 1 and x.shape[1] == c else y
    return n.dense(unit(x, 1280).mean((2, 3)), CLASSES)


def densenet121(n, x):
    x = F.max_pool2d(F.relu(n.bn(n.conv(x, 64, 7, 2, 3, False))), 3, 2, 1)
    for b, count in enumerate((6, 12, 24, 16)):
        for _ in range(count):
            y = n.conv(F.relu(n.bn(x)), 128, 1, bias=False)
            y = n.conv(F.relu(n.bn(y)), 32, 3, 1, 1, False)
            x = torch.cat([x, y], 1)
        if b < 3:
            x = F.avg_pool2d(n.conv(F.relu(n.bn(x)), x.shape[1] // 2, 1, bias=False), 2)
    return n.dense(F.relu(n.bn(x)).mean((2, 3)), CLASSES)


def efficientnet_b0(n, x):
    def unit(x, width, size=1, stride=1, groups=1):
        return F.silu(n.bn(n.conv(x, width, size, stride, size // 2, False, groups)))
    x = unit(x, 32, 3, 2)
    for t, k, s, c, count in ((1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4),
                              (6, 3, 1, 320, 1)):
        for i in range(count):
            stride = s if i == 0 else 1
            wide = t * x.shape[1]
            y = unit(unit(x, wide) if t > 1 else x, wide, k, stride, wide)
            e = F.silu(n.conv(y.mean((2, 3), keepdim=True), x.shape[1] // 4, 1))
            y = n.bn(n.conv(y * torch.sigmoid(n.conv(e, wide, 1)), c, 1, bias=False))
            x = x + y if stride == 1 and x.shape[1] == c else y
    return n.dense(unit(x, 1280).mean((2, 3)), CLASSES)


FAMILIES = {
    "mobilenet_v2": (mobilenet_v2, 64), "densenet121": (densenet121, 64), "efficientnet_b0": (efficientnet_b0, 64),
    "vgg11": (vgg_full((1, 1, 2, 2, 2), False), 64), "vgg13_bn": (vgg_full((2, 2, 2, 2, 2), True), 64), "vgg16-gap": (vgg_gap, 64),
    "resnet18": (resnet((2, 2, 2, 2), False), 75), "resnet50": (resnet((3, 4, 6, 3), True), 64), "cifar-resnet20": (cifar_resnet, 32),
    "squeezenet1_0": (squeezenet(96, 7, (2, 6)), 71), "squeezenet1_1": (squeezenet(64, 3, (1, 3)), 70), "nin": (nin, 97),
}

if __name__ == "__main__":
    for name, (family, side) in FAMILIES.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        pictures = torch.from_numpy(hashed(0, 2 * 3 * side * side).reshape(2, 3, side, side))
        logits = family(Net(), pictures).numpy()
        np.save(os.path.join(OUT, name + ".logits.npy"), logits)
        print(name, side, logits[0, :3])
