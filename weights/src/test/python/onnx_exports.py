"""Exports torchvision's classifiers and segmentation networks with seeded random weights, for comparing what is read with PyTorch.

    python3 onnx_exports.py FOLDER [NAME …]            all at their full size, in float64, with two pictures and PyTorch's scores
    python3 onnx_exports.py --small FILE               small variants of the transformers: exports.gz, the layout of onnx_networks.py

Needs torch 1.13, torchvision 0.14 and onnx. Real attributes of operators, as the ε of a norm, are float32 in the format, so that those of the
network are rounded to float32 before it is run and exported; what is left is the order of sums.
"""
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
from torch import nn

warnings.filterwarnings('ignore')

CLASSIFIERS = '''alexnet convnext_base convnext_large convnext_small convnext_tiny densenet121 densenet161 densenet169 densenet201
efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_v2_s efficientnet_v2_m googlenet inception_v3
maxvit_t mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3 mobilenet_v2 mobilenet_v3_large mobilenet_v3_small regnet_x_16gf regnet_x_1_6gf
regnet_x_3_2gf regnet_x_400mf regnet_x_800mf regnet_x_8gf regnet_y_16gf regnet_y_1_6gf regnet_y_3_2gf regnet_y_400mf regnet_y_800mf
regnet_y_8gf resnet101 resnet152 resnet18 resnet34 resnet50 resnext101_32x8d resnext50_32x4d shufflenet_v2_x0_5 shufflenet_v2_x1_0
shufflenet_v2_x1_5 shufflenet_v2_x2_0 squeezenet1_0 squeezenet1_1 swin_b swin_s swin_t swin_v2_b swin_v2_s swin_v2_t vgg11 vgg11_bn vgg13
vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn vit_b_16 vit_b_32 wide_resnet101_2 wide_resnet50_2'''.split()
SEGMENTERS = 'fcn_resnet50 fcn_resnet101 deeplabv3_resnet50 deeplabv3_mobilenet_v3_large lraspp_mobilenet_v3_large'.split()
SIZES = dict(inception_v3=139, swin_v2_t=256, swin_v2_s=256, swin_v2_b=256)


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


def exported(net, x, opset, dynamic):
    out = io.BytesIO()
    axes = dict(dynamic_axes={'x': {0: 'n'}, 'y': {0: 'n'}}) if dynamic else {}
    torch.onnx.export(net, x, out, opset_version=opset, input_names=['x'], output_names=['y'], **axes)
    return out.getvalue()


def full(folder, names):
    for number, name in enumerate(names or CLASSIFIERS + SEGMENTERS):
        size = SIZES.get(name, 224 if name.startswith(('vit', 'swin', 'maxvit')) else 96)
        try:
            if name in SEGMENTERS:
                net = Scores(torchvision.models.get_model(name, weights=None, weights_backbone=None))
            else:
                extra = dict(init_weights=False) if name in ('googlenet', 'inception_v3') else {}
                net = torchvision.models.get_model(name, weights=None, **extra)
            net = seeded(net).double()
            x = torch.randn(2, 3, size, size, dtype=torch.float64)
            with torch.no_grad():
                y = net(x)
        except Exception as e:
            print(name, 'not made:', str(e).split('\n')[0][:120], flush=True)
            continue
        for opset, dynamic in ((11 + number % 5, number % 2 == 0), (17 - number % 2, number % 2 == 1)):
            try:
                model = exported(net, x[:1], opset, dynamic)
            except Exception as e:
                print(name, opset, 'not exported:', str(e).split('\n')[0][:120], flush=True)
                continue
            pathlib.Path(folder, f'{name}-{opset}.onnx').write_bytes(model)
            np.save(f'{folder}/{name}-{opset}.x.npy', x.numpy())
            np.save(f'{folder}/{name}-{opset}.y.npy', y.numpy())
            print(name, opset, 'exported', len(model), flush=True)


if __name__ == '__main__' and sys.argv[1] != '--small':
    full(sys.argv[1], [a for a in sys.argv[2:] if not a.startswith('--')])
