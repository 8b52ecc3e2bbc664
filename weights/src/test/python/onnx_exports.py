"""Exports torchvision's classifiers and segmentation networks with seeded random weights, for comparing what is read with PyTorch.

    python3 onnx_exports.py FOLDER [NAME …]            all at their full size, in float64, with two pictures and PyTorch's scores
    python3 onnx_exports.py --table FOLDER             the table of docs/weights.md, once OnnxTransformersTest has compared the files of a folder
    python3 onnx_exports.py --rollouts FOLDER NAME     a ViT with a picture, x.npy, and both rollouts [AS 2] of class 7 by PyTorch, for the maps of
                                                       lucida explain x.npy --model NAME.onnx --class 7 --precision f64 --method attention-rollout,gradient-rollout --save-maps
    python3 onnx_exports.py --small FILE               small variants of the transformers: exports.gz, the layout of onnx_networks.py

Needs torch 1.13, torchvision 0.14 and onnx. Real attributes of operators, as the ε of a norm, are float32 in the format, so that those of the
network are rounded to float32 before it is run and exported; what is left is the order of sums.
"""
import contextlib
import csv
import gzip
import io
import pathlib
import sys
import warnings

import numpy as np
import onnx
import torch
import torchvision
from onnx import numpy_helper
from onnx_newer import newer
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings('ignore')

CLASSIFIERS = torchvision.models.list_models(module=torchvision.models)
SEGMENTERS = 'fcn_resnet50 fcn_resnet101 deeplabv3_resnet50 deeplabv3_mobilenet_v3_large lraspp_mobilenet_v3_large'.split()
# how large pictures are where 96 does not do: what is classified has a size, or is averaged to one
SIZES = dict(inception_v3=139, alexnet=224, vgg=224, vit=224, swin_v2=256, swin=224, maxvit=224)
# a file of the format has at most 2 GB
MOST_PARAMETERS = 250_000_000


class Scores(nn.Module):
    """A segmentation network's main output."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return self.net(x)['out']


def seeded(net, seed=20261130):
    """Random weights that keep numbers near 1, also those that networks begin with at 0 or 1; statistics too."""
    torch.manual_seed(seed)
    for module in net.modules():
        if hasattr(module, 'eps'):
            module.eps = float(np.float32(module.eps))
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            nn.init.uniform_(module.running_var, 0.5, 2)
            nn.init.normal_(module.running_mean, 0, 0.1)
        if isinstance(module, (nn.modules.batchnorm._BatchNorm, nn.LayerNorm)) and module.weight is not None:
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.1)
    for name, p in net.named_parameters():
        if p.ndim == 1 and (p == p[0]).all() and 'norm' not in name:
            nn.init.normal_(p, 0, 0.1)
        if 'layer_scale' in name:
            nn.init.uniform_(p, 0.1, 0.5)
        if p.ndim > 1 and p.abs().max() == 0:
            nn.init.normal_(p, 0, 0.02)
    return net.eval()


def measured(net, size):
    """With the statistics of random pictures in its batch norms: with others the pictures' differences are lost on the way through deep networks."""
    norms = [m for m in net.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    if norms:
        for norm in norms:
            norm.momentum = 1.0
        with torch.no_grad():
            net.train()(torch.randn(4, 3, size, size, dtype=torch.float64))
    return net.eval()


@contextlib.contextmanager
def slopes(opset):
    """Hard sigmoids by the slope that a file holds, 1/6 in float32; the operator HardSwish of opset 14 on has its own, 1/6."""
    kept, slope = (F.hardsigmoid, F.hardswish), float(np.float32(1 / 6))
    F.hardsigmoid = lambda x, inplace=False: torch.clamp(x * slope + 0.5, 0, 1)
    if opset < 14:
        F.hardswish = lambda x, inplace=False: x * torch.clamp(x * slope + 0.5, 0, 1)
    try:
        yield
    finally:
        F.hardsigmoid, F.hardswish = kept


def exported(net, x, opset, dynamic):
    out = io.BytesIO()
    axes = dict(dynamic_axes={'x': {0: 'n'}, 'y': {0: 'n'}}) if dynamic else {}
    torch.onnx.export(net, x, out, opset_version=opset, input_names=['x'], output_names=['y'], **axes)
    return out.getvalue()


@contextlib.contextmanager
def zeroed():
    """Without Tensor.zero_, which PyTorch 1.13 does not export: what it sets to 0, the keys' part of a bias of Swin V2, is 0 once the network has run."""
    kept, torch.Tensor.zero_ = torch.Tensor.zero_, lambda self: self
    try:
        yield
    finally:
        torch.Tensor.zero_ = kept


def made(name):
    """A classifier or segmentation network with seeded weights, and the size of its pictures."""
    size = next((SIZES[begin] for begin in SIZES if name.startswith(begin)), 96)
    torch.manual_seed(20261130)  # a constructor draws weights too
    if name in SEGMENTERS:
        net = Scores(torchvision.models.get_model(name, weights=None, weights_backbone=None))
    else:
        net = torchvision.models.get_model(name, weights=None, **(dict(init_weights=False) if name in ('googlenet', 'inception_v3') else {}))
    parameters = sum(p.numel() for p in net.parameters())
    if parameters > MOST_PARAMETERS:
        raise ValueError(f'{8 * parameters / 1e9:.1f} GB in float64, more than a file of the format holds')
    return measured(seeded(net).double(), size), size, parameters


def doubled(model):
    """With powers in float64 that the graph casts to float32 and back: the scale of Swin's attention."""
    makers = {o: node for node in model.graph.node for o in node.output}
    for node in model.graph.node:
        if node.op_type == 'Pow':
            for at in node.input:
                maker = makers.get(at)
                if maker is not None and maker.op_type == 'Cast':
                    maker.attribute[0].i = onnx.TensorProto.DOUBLE
                elif maker is not None and maker.op_type == 'Constant':
                    value = numpy_helper.to_array(maker.attribute[0].t).astype(np.float64)
                    maker.attribute[0].t.CopyFrom(numpy_helper.from_array(value))
    return model


def full(folder, names):
    """One of the opsets 11 to 17 that PyTorch exports, and one from 18 to 21 made of its 17; what is not made stands in left-out.csv."""
    for name in names or CLASSIFIERS + SEGMENTERS:
        number = (CLASSIFIERS + SEGMENTERS).index(name)
        try:
            net, size, parameters = made(name)
            x = torch.randn(2, 3, size, size, dtype=torch.float64)
            for opset in (11 + number % 7, 18 + number % 4):
                with torch.no_grad(), slopes(opset):
                    y = net(x)
                with zeroed():
                    model = onnx.load_model_from_string(exported(net, x[:1], min(opset, 17), number % 2 == 0))
                if opset > 17:
                    model = newer(model, opset)
                write(folder, f'{name}-{opset}', model, x, y)
                if name.startswith('swin') and opset < 18:
                    write(folder, f'{name} with its scale in float64-{opset}', doubled(model), x, y)
        except Exception as e:
            reason = ' '.join(str(e).split('\n')[0].split())[:150]
            print(name, 'left out:', reason, flush=True)
            with open(f'{folder}/left-out.csv', 'a') as out:
                csv.writer(out).writerow([name, reason])


def write(folder, title, model, x, y):
    pathlib.Path(folder, f'{title}.onnx').write_bytes(model.SerializeToString())
    np.save(f'{folder}/{title}.x.npy', x.numpy())
    np.save(f'{folder}/{title}.y.npy', y.numpy())
    print(title, 'exported', flush=True)


def table(folder):
    """What OnnxTransformersTest wrote of these files to compared.csv, a line for each network."""
    rows = {}
    for name, opset, parameters, error in csv.reader(open(f'{folder}/compared.csv')):
        rows.setdefault(name, []).append((int(opset), int(parameters), error))
    lines = ['| network | opsets | parameters | difference |', '|---|---|--:|---|']
    digits = str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹')
    for name in sorted(rows):
        found = sorted(set(rows[name]))
        worst = max(found, key=lambda row: float(row[2]) if row[2][0].isdigit() else 1)[2]
        if worst[0].isdigit():
            worst = '·10'.join([worst.split('E')[0], worst.split('E')[1].translate(digits)]) if float(worst) else '0'
        title = name.split(' with', 1)
        title = f'`{title[0]}`' + (f' with{title[1]}' if len(title) > 1 else '')
        lines.append(f'| {title} | {", ".join(str(opset) for opset, _, _ in found)} | {max(row[1] for row in found):,} | {worst} |')
    left = pathlib.Path(folder, 'left-out.csv')
    for name, reason in sorted(csv.reader(open(left))) if left.exists() else []:
        lines.append(f'| `{name}` | | | not compared: {reason} |')
    print('\n'.join(lines))


def rollouts(folder, name):
    """Products of attention, ½(A + I) R, and of what of it speaks for a class, R + (∂S/∂A ⊙ A)⁺ R; the class token's rows at the patches."""
    net, size, _ = made(name)
    x = torch.randn(1, 3, size, size, dtype=torch.float64)
    pathlib.Path(folder, f'{name}.onnx').write_bytes(exported(net, x, 17, False))
    np.save(f'{folder}/x.npy', x[0].numpy())
    layers = []

    def attend(self, query, *_, **__):
        x, (n, t, c) = query, query.shape
        d = c // self.num_heads
        q, k, v = F.linear(x, self.in_proj_weight, self.in_proj_bias).reshape(n, t, 3, self.num_heads, d).permute(2, 0, 3, 1, 4)
        A = (q @ k.transpose(-2, -1) / d ** 0.5).softmax(-1)
        A.retain_grad()
        layers.append(A)
        return self.out_proj((A @ v).transpose(1, 2).reshape(n, t, c)), None

    nn.MultiheadAttention.forward = attend
    net(x)[0, 7].backward()
    R = G = torch.eye(layers[0].shape[-1], dtype=torch.float64)
    for A in layers:
        R = (R + A[0].mean(0) @ R) / 2
        G = G + (A.grad * A)[0].clamp(min=0).mean(0) @ G
    side = int((len(R) - 1) ** 0.5)
    for title, rows in (('attention-rollout', R), ('gradient-rollout', G)):
        np.save(f'{folder}/{title}.npy', rows[0, 1:].reshape(side, side).detach().numpy())


class Tower(nn.Module):
    """CLIP's image tower: tokens first, a norm in front, QuickGELU, a projection at the end."""

    def __init__(self, tokens=16, width=8, heads=2, layers=2):
        super().__init__()
        self.patches = nn.Conv2d(3, width, 4, 4, bias=False)
        self.token, self.place = nn.Parameter(torch.randn(width)), nn.Parameter(torch.randn(tokens + 1, width))
        norm = lambda: nn.LayerNorm(width)
        self.before, self.behind, self.projection = norm(), norm(), nn.Parameter(torch.randn(width, 5))
        self.blocks = nn.ModuleList(nn.ModuleList([norm(), nn.MultiheadAttention(width, heads), norm(), nn.Linear(width, 16), nn.Linear(16, width)])
                                    for _ in range(layers))

    def forward(self, x):
        x = self.patches(x)
        x = x.reshape(x.shape[0], x.shape[1], -1).permute(0, 2, 1)
        x = torch.cat([self.token + torch.zeros(x.shape[0], 1, x.shape[-1], dtype=x.dtype), x], dim=1) + self.place
        x = self.before(x).permute(1, 0, 2)
        for norm, attention, other, up, down in self.blocks:
            y = norm(x)
            x = x + attention(y, y, y, need_weights=False)[0]
            y = up(other(x))
            x = x + down(y * torch.sigmoid(1.702 * y))
        return self.behind(x.permute(1, 0, 2)[:, 0, :]) @ self.projection


class Distilled(nn.Module):
    """DeiT as timm writes it: queries, keys and values in one product; a class token and one of distillation; or by Einstein's sums and without them."""

    def __init__(self, einstein, width=8, heads=2, layers=2):
        super().__init__()
        self.einstein, self.heads, self.patches = einstein, heads, nn.Conv2d(3, width, 4, 4)
        self.tokens, self.place = nn.Parameter(torch.randn(1, 2, width)), nn.Parameter(torch.randn(1, 18, width))
        self.blocks = nn.ModuleList(nn.ModuleList([nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Linear(width, width), nn.LayerNorm(width),
                                                   nn.Sequential(nn.Linear(width, 12), nn.GELU(), nn.Linear(12, width))]) for _ in range(layers))
        self.norm, self.head, self.other = nn.LayerNorm(width), nn.Linear(width, 5), nn.Linear(width, 5)

    def attend(self, x, qkv):
        n, t, c = x.shape
        q, k, v = qkv(x).reshape(n, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        if self.einstein:
            a = torch.einsum('bhid,bhjd->bhij', q, k) * (c // self.heads) ** -0.5
            return torch.einsum('bhij,bhjd->bihd', a.softmax(-1), v).reshape(n, t, c)
        return ((q @ k.transpose(-2, -1)) * (c // self.heads) ** -0.5).softmax(-1).matmul(v).transpose(1, 2).reshape(n, t, c)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        if not self.einstein:
            x = torch.cat((self.tokens.expand(x.shape[0], -1, -1), x), dim=1) + self.place
        for norm, qkv, out, other, mlp in self.blocks:
            x = x + out(self.attend(norm(x), qkv))
            x = x + mlp(other(x))
        x = self.norm(x)
        return self.head(x.mean(1)) if self.einstein else (self.head(x[:, 0]) + self.other(x[:, 1])) / 2


class Segmenter(nn.Module):
    """A small backbone below the heads of torchvision: FCN, DeepLabV3 with its rates, LR-ASPP."""

    def __init__(self, kind):
        super().__init__()
        from torchvision.models.segmentation import deeplabv3, fcn, lraspp
        self.kind = kind
        self.low, self.high = nn.Conv2d(3, 6, 3, 2, 1), nn.Sequential(nn.ReLU(), nn.Conv2d(6, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.ReLU())
        self.head = dict(fcn=lambda: fcn.FCNHead(8, 3), lraspp=lambda: lraspp.LRASPPHead(6, 8, 3, 4), deeplab=lambda: nn.Sequential(
            deeplabv3.ASPP(8, [1, 2, 3], 6), nn.Conv2d(6, 6, 3, padding=1, bias=False), nn.BatchNorm2d(6), nn.ReLU(), nn.Conv2d(6, 3, 1)))[kind]()

    def forward(self, x):
        low = self.low(x)
        high = self.high(low)
        y = self.head(dict(low=low, high=high)) if self.kind == 'lraspp' else self.head(high)
        return nn.functional.interpolate(y, size=x.shape[-2:], mode='bilinear', align_corners=False)


class Detector(nn.Module):
    """A head like YOLO's, decoded inside the graph: columns [4 + classes, boxes] as version 8 has them, or rows [boxes, 5 + classes] as version 5."""

    def __init__(self, rows, classes=3):
        super().__init__()
        self.rows, self.count = rows, classes + (5 if rows else 4)
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.SiLU(), nn.Conv2d(8, 8, 3, 2, 1), nn.SiLU())
        self.head = nn.Conv2d(8, self.count, 1)
        self.register_buffer('corner', torch.tensor([[j for i in range(4) for j in range(4)], [i for i in range(4) for j in range(4)]], dtype=torch.float64)[None])

    def forward(self, x):
        y = self.head(self.body(x)).flatten(2)
        centre = (y[:, :2].sigmoid() * 2 - 0.5 + self.corner) * 4
        size = (y[:, 2:4].sigmoid() * 2) ** 2 * 4
        y = torch.cat([centre, size, y[:, 4:].sigmoid()], 1)
        return y.transpose(1, 2) if self.rows else y


def variants():
    from torchvision.models import convnext, maxvit, swin_transformer as swin, vision_transformer as vit
    windows = dict(patch_size=[2, 2], embed_dim=4, depths=[2, 2], num_heads=[1, 2], window_size=[4, 4], mlp_ratio=2.0, num_classes=5)
    yield 'vit', vit.VisionTransformer(16, 4, 2, 2, 8, 12, num_classes=5), 16
    yield 'deit', Distilled(False), 16
    yield 'einsum', Distilled(True), 16
    yield 'clip', Tower(), 16
    yield 'swin', swin.SwinTransformer(**windows), 16
    yield 'swin_v2', swin.SwinTransformer(block=swin.SwinTransformerBlockV2, downsample_layer=swin.PatchMergingV2, **windows), 16
    yield 'maxvit', maxvit.MaxVit((32, 32), 4, 4, [4, 8], [1, 1], 2, 0.0, num_classes=5), 32
    yield 'convnext', convnext.ConvNeXt([convnext.CNBlockConfig(4, 8, 1), convnext.CNBlockConfig(8, None, 2)], num_classes=5), 16
    for kind in ('fcn', 'deeplab', 'lraspp'):
        yield kind, Segmenter(kind), 16
    yield 'boxes in columns', Detector(False), 16
    yield 'boxes in rows', Detector(True), 16


def field(number, data):
    out, n = bytearray([number << 3 | 2]), len(data)
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out) + bytes([n]) + data


def small(file):
    cases = []
    for number, (name, net, size) in enumerate(variants()):
        net = measured(seeded(net).double(), size)
        x = torch.randn(3, 3, size, size, dtype=torch.float64)
        with torch.no_grad():
            y = net(x)
        tensor = lambda t: numpy_helper.from_array(t.numpy()).SerializeToString()
        for opset, dynamic in ((11 + number % 3, False), (14 + number % 3, True), (17, number % 2 == 0)):
            if opset in (14, 15, 16) and name in ('swin', 'maxvit'):  # large files
                continue
            try:
                model = exported(net, x[:1], opset, dynamic)
            except Exception as e:
                print(name, opset, 'not exported:', str(e).split('\n')[0][:150], flush=True)
                continue
            title = f'{name}, opset {opset}, {"any batch" if dynamic else "batch 1"}'
            cases.append(field(1, field(1, title.encode()) + field(2, model) + field(3, tensor(x)) + field(4, tensor(y))))
            print(title, len(model), flush=True)
    with gzip.GzipFile(file, 'wb', mtime=0) as out:
        out.write(b''.join(cases))


if __name__ == '__main__':
    if sys.argv[1] == '--small':
        small(sys.argv[2])
    elif sys.argv[1] == '--table':
        table(sys.argv[2])
    elif sys.argv[1] == '--rollouts':
        rollouts(*sys.argv[2:])
    else:
        full(sys.argv[1], sys.argv[2:])
