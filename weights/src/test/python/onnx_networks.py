"""Exports small random CNNs with PyTorch and writes networks.gz: the models with logits for batches of 1 and 3 by PyTorch in float64.

    python3 onnx_networks.py ../resources/lucida/weights/onnx

The layout is that of onnx_nodes.py: case = name (1), model (2), inputs (3), outputs (4). Also writes external.onnx with its weights in
external.bin beside it. Needs torch and onnx.
"""
import copy
import gzip
import io
import pathlib
import sys
import warnings

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnx.external_data_helper import convert_model_to_external_data
from onnx_newer import newer
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings('ignore')
torch.manual_seed(20261121)


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem, self.bn = nn.Conv2d(3, 6, 3, 2, 1, bias=False), nn.BatchNorm2d(6)
        self.a, self.b, self.down = nn.Conv2d(6, 8, 3, 2, 1), nn.Conv2d(8, 8, 3, 1, 1), nn.Conv2d(6, 8, 1, 2)
        self.fc = nn.Linear(8, 5)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn(self.stem(x))), 3, 2, 1, ceil_mode=True)
        x = F.relu(self.b(F.relu(self.a(x))) + self.down(x))
        return self.fc(torch.flatten(F.adaptive_avg_pool2d(x, 1), 1))


class Fire(nn.Module):
    def __init__(self):
        super().__init__()
        self.s, self.e1, self.e3 = nn.Conv2d(3, 4, 1), nn.Conv2d(4, 5, 1), nn.Conv2d(4, 6, 3, padding=1)
        self.act, self.last = nn.PReLU(4), nn.Conv2d(11, 4, 1)

    def forward(self, x):
        x = self.act(self.s(x))
        x = torch.cat([F.leaky_relu(self.e1(x), 0.1), F.elu(self.e3(x))], 1)
        x = F.avg_pool2d(F.dropout(x, 0.5, self.training), 3, 2, 1, count_include_pad=False)
        return F.relu(self.last(x)).mean((2, 3))


class Mobile(nn.Module):
    """Depthwise, squeeze-and-excitation, hard swish."""

    def __init__(self):
        super().__init__()
        self.up, self.depth, self.down = nn.Conv2d(3, 8, 1), nn.Conv2d(8, 8, 5, 2, 2, groups=8), nn.Conv2d(8, 6, 1)
        self.bn = nn.BatchNorm2d(8)
        self.f1, self.f2, self.fc = nn.Conv2d(8, 4, 1), nn.Conv2d(4, 8, 1), nn.Linear(6, 5)

    def forward(self, x):
        x = self.bn(self.depth(F.hardswish(self.up(x))))
        x = x * F.hardsigmoid(self.f2(F.relu(self.f1(F.adaptive_avg_pool2d(x, 1)))))
        x = F.relu6(self.down(F.silu(x)))
        return self.fc(x.mean([2, 3]))


class Viewed(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.f1, self.f2 = nn.Conv2d(3, 4, 3, stride=2), nn.Linear(4 * 7 * 5, 9), nn.Linear(9, 4)

    def forward(self, x):
        x = torch.tanh(self.conv(x))
        x = x.view(x.size(0), -1)
        return F.softmax(self.f2(torch.sigmoid(self.f1(x))), 1)


class Shuffled(nn.Module):
    """Channel shuffle, chunk, transposed convolution, pixel shuffle, interpolation, padding, instance norm."""

    def __init__(self):
        super().__init__()
        self.a, self.t = nn.Conv2d(3, 8, 3, padding=1, groups=1), nn.ConvTranspose2d(8, 8, 3, 2, 1, 1, groups=2)
        self.n, self.o = nn.InstanceNorm2d(8, affine=True), nn.Conv2d(2, 3, 3)

    def forward(self, x):
        x = self.a(x)
        n, c, h, w = x.size()
        x = x.view(n, 2, c // 2, h, w).transpose(1, 2).contiguous().view(n, -1, h, w)
        y, z = x.chunk(2, 1)
        x = torch.cat([z.abs().sqrt(), y * torch.exp(-y)], 1)
        x = F.pixel_shuffle(self.n(self.t(x)), 2)
        x = F.interpolate(x, scale_factor=0.5, mode='bilinear', align_corners=False)
        x = F.interpolate(x, size=(13, 9), mode='nearest')
        x = F.pad(x, (1, 2, 0, 1), mode='reflect')
        return torch.clamp(self.o(F.softplus(x)), -2, 2).sum((2, 3))


class Attention(nn.Module):
    """ConvNeXt's block and one head of attention: LayerNorm, GELU, matrix products of two computed values."""

    def __init__(self):
        super().__init__()
        self.patch, self.ln, self.up, self.down = nn.Conv2d(3, 8, 4, 4), nn.LayerNorm(8), nn.Linear(8, 16), nn.Linear(16, 8)
        self.qkv, self.fc, self.gamma = nn.Linear(8, 24), nn.Linear(8, 5), nn.Parameter(torch.full((8,), 0.3))

    def forward(self, x):
        x = self.patch(x).permute(0, 2, 3, 1)
        x = x + self.gamma * self.down(F.gelu(self.up(self.ln(x))))
        x = x.flatten(1, 2)
        q, k, v = self.qkv(x).split(8, -1)
        x = x + (q @ k.transpose(-2, -1) / 8 ** 0.5).softmax(-1) @ v
        return self.fc(x.mean(1))


class Pooled(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.fc = nn.Conv2d(3, 4, (3, 5), (1, 2), (1, 2), (1, 1)), nn.Linear(4 * 3 * 3 + 4, 5)

    def forward(self, x):
        x = self.conv(x)
        small = F.adaptive_avg_pool2d(x, (3, 3))
        top = F.adaptive_max_pool2d(x, 1)
        x = torch.cat([small.reshape(small.shape[0], -1), top.squeeze(-1).squeeze(-1)], dim=1)
        return F.log_softmax(self.fc(x), dim=-1)


class Grouped(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.norm, self.fc = nn.Conv2d(3, 6, 3), nn.GroupNorm(2, 6), nn.Linear(6, 5)
        nn.init.normal_(self.norm.weight), nn.init.normal_(self.norm.bias)

    def forward(self, x):
        return self.fc(F.relu(self.norm(self.conv(x))).mean((2, 3)))


def exported(net, opset, size, dynamic):
    out = io.BytesIO()
    axes = dict(dynamic_axes={'x': {0: 'n'}, 'y': {0: 'n'}}) if dynamic else {}
    torch.onnx.export(net, torch.zeros(1, 3, *size), out, opset_version=opset, input_names=['x'], output_names=['y'],
                      do_constant_folding=opset % 2 == 0, **axes)
    return onnx.load_model_from_string(out.getvalue())


def field(number, data):
    out, n = bytearray([number << 3 | 2]), len(data)
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out) + bytes([n]) + data


def tensor(t, kind):
    return numpy_helper.from_array(t.numpy().astype(kind)).SerializeToString()


def case(name, model, net, size, logits):
    wide = copy.deepcopy(net).double()
    parts = field(1, name.encode()) + field(2, model.SerializeToString())
    for batch in (1, 3):
        x = torch.randn(batch, 3, *size)
        with torch.no_grad():
            parts += field(3, tensor(x, np.float32)) + field(4, tensor(logits(wide, x.double()), np.float64))
    return field(1, parts)


def plain(net, x):
    return net(x)


def before_softmax(net, x):
    """The scores that go into the last softmax: softmax and log-softmax are replaced by nothing while the network runs."""
    soft, log = F.softmax, F.log_softmax
    F.softmax = F.log_softmax = lambda v, *_, **__: v
    try:
        return net(x)
    finally:
        F.softmax, F.log_softmax = soft, log


folder = sys.argv[1]
cases = []
for make, size, opsets, logits in [(Residual, (21, 18), (7, 9, 11, 13, 16, 17), plain), (Fire, (12, 11), (7, 10, 12, 15, 17), plain),
                                   (Mobile, (14, 13), (9, 11, 14, 16, 17), plain), (Viewed, (15, 11), (8, 9, 11, 13, 16, 17), before_softmax),
                                   (Shuffled, (8, 7), (11, 12, 13, 16, 17), plain), (Attention, (12, 16), (11, 13, 14, 16, 17), plain),
                                   (Pooled, (12, 12), (9, 11, 13, 16, 17), before_softmax),
                                   (Grouped, (10, 8), (9, 13, 17), plain)]:
    net = make()
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_var, 0.5, 2), nn.init.normal_(module.running_mean), nn.init.normal_(module.bias)
    net.eval()
    for opset in opsets:
        for dynamic in (True, False) if opset in (opsets[0], opsets[-1]) else (True,):
            try:
                model = exported(net, opset, size, dynamic)
            except Exception as e:
                print('not exported:', make.__name__, opset, dynamic, str(e).split('\n')[0][:100])
                continue
            cases.append(case(f'{make.__name__}, opset {opset}, {"any batch" if dynamic else "batch 1"}', model, net, size, logits))
            if opset == 17 and dynamic:
                cases += [case(f'{make.__name__}, opset 17 as {n}', newer(model, n), net, size, logits) for n in (18, 21)]
    if make is Viewed:
        half = copy.deepcopy(net).half().float()
        model = exported(half, 11, size, True)
        for i, t in enumerate(model.graph.initializer):
            model.graph.initializer[i].CopyFrom(numpy_helper.from_array(numpy_helper.to_array(t).astype(np.float16), t.name))
        cases.append(case('float16 weights', model, half, size, logits))
        model = exported(net, 13, size, True)
        cases.append(case('external', onnx.ModelProto(), net, size, logits))
        pathlib.Path(folder, 'external.bin').unlink(missing_ok=True)  # onnx would add to it
        convert_model_to_external_data(model, location='external.bin', size_threshold=0)
        onnx.save_model(model, folder + '/external.onnx')
with gzip.GzipFile(folder + '/networks.gz', 'wb', mtime=0) as out:
    out.write(b''.join(cases))
print(len(cases), 'networks')
