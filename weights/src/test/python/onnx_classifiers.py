"""Writes classifiers.gz: classifiers of torchvision, with all their layers and operators and an eighth of their channels, and PyTorch's scores.

    mkdir kept; python3 onnx_classifiers.py ../resources/lucida/weights/onnx/classifiers.gz kept [NAME …]

Weights and pictures are not in the file: they are random numbers that OnnxClassifiersTest draws again, by the name of each tensor. Batch norms stand in
the graphs by themselves, with statistics about as large as they are of random pictures. The n-th network by name has opset 11 + n mod 11 (MaxViT 12, from which on its
sums are exported); those from 18 on are made of opset 17, which is the last that PyTorch 1.13 writes.

The file is a message of the protocol-buffer wire format; its field 1 is repeated: a network with its name (1), opset (2), model without graph (3), graph
without random tensors (4), these as tensors of ONNX whose two numbers are the least and the largest (5, repeated), the pictures in the same way (6), the
scores (7); or with its name (1) and why it is not there (8). Needs torch 1.13, torchvision 0.14 and onnx.
"""
import contextlib
import gzip
import io
import pathlib
import sys
import zlib

import numpy as np
import onnx
import torch
import torchvision
from onnx import TensorProto, numpy_helper
from onnx_exports import CLASSIFIERS, field, slopes, zeroed
from onnx_newer import newer
from torch import nn
from torchvision.models import convnext, maxvit, swin_transformer, vision_transformer

CLASSES = 7
PART = 8
# where 64 does not do: what is classified has a size, or is averaged to one
SIZES = dict(alexnet=224, vgg=224, maxvit=224, inception=107, vit_h_14=56)
# halves of their channels are shuffled, whose numbers have no eighth
WHOLE = 'shufflenet'


def drawn(name, shape, low, high):
    """Numbers from low to high by Steele, Lea and Flood's generator (SplitMix64), which begins with the CRC-32 of a name."""
    z = np.uint64(zlib.crc32(name.encode())) + np.arange(1, int(np.prod(shape)) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ z >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (low + (high - low) * ((z >> np.uint64(11)).astype(np.float64) * 2.0 ** -53)).reshape(shape)


def part(n):
    return -(-n // PART)


@contextlib.contextmanager
def narrow(name):
    """Makers of networks, and layers, that take an eighth of the channels; 3 colours and the classes stay."""
    conv, norm, linear = nn.Conv2d.__init__, nn.modules.batchnorm._NormBase.__init__, nn.Linear.__init__
    made = vision_transformer.VisionTransformer, swin_transformer.SwinTransformer, maxvit.MaxVit, convnext.ConvNeXt
    out = lambda n: n if n == CLASSES else part(n)

    def narrow_conv(self, a, b, *rest, groups=1, **more):
        inputs = a if a == 3 else part(a)
        groups = inputs if groups == a else groups // PART if groups % PART == 0 else groups
        conv(self, inputs, out(b), *rest, groups=groups, **more)

    if name.startswith(('vit', 'swin', 'maxvit', 'convnext')):
        vision_transformer.VisionTransformer = lambda hidden_dim, mlp_dim, **more: made[0](hidden_dim=part(hidden_dim), mlp_dim=part(mlp_dim), **more)
        swin_transformer.SwinTransformer = lambda embed_dim, **more: made[1](embed_dim=part(embed_dim), **more)
        maxvit.MaxVit = lambda stem_channels, block_channels, head_dim, **more: made[2](
            stem_channels=part(stem_channels), block_channels=[part(n) for n in block_channels], head_dim=part(head_dim), **more)
        convnext.ConvNeXt = lambda blocks, **more: made[3]([convnext.CNBlockConfig(
            part(b.input_channels), None if b.out_channels is None else part(b.out_channels), b.num_layers) for b in blocks], **more)
    elif not name.startswith(WHOLE):
        nn.Conv2d.__init__ = narrow_conv
        nn.modules.batchnorm._NormBase.__init__ = lambda self, n, *rest, **more: norm(self, part(n), *rest, **more)
        nn.Linear.__init__ = lambda self, in_features, out_features, *rest, **more: linear(
            self, part(in_features), out(out_features), *rest, **more)
    try:
        yield
    finally:
        nn.Conv2d.__init__, nn.modules.batchnorm._NormBase.__init__, nn.Linear.__init__ = conv, norm, linear
        vision_transformer.VisionTransformer, swin_transformer.SwinTransformer, maxvit.MaxVit, convnext.ConvNeXt = made


def bounds(net):
    """Between which numbers the parameters are drawn: such that sums keep about the size of what is summed."""
    found = {}
    for path, module in net.named_modules():
        if hasattr(module, 'eps'):
            module.eps = float(np.float32(module.eps))
        for key, p in module.named_parameters(prefix=path, recurse=False):
            if key.endswith('layer_scale'):
                found[key] = 0.1, 0.5
            elif key.endswith('logit_scale'):
                found[key] = 1.0, 3.0
            elif isinstance(module, (nn.modules.batchnorm._BatchNorm, nn.LayerNorm)):
                found[key] = (0.5, 1.5) if key.endswith('weight') else (-0.1, 0.1)
            elif isinstance(module, (nn.Conv2d, nn.Linear, nn.MultiheadAttention)) and p.ndim > 1:
                most = ((6 if isinstance(module, nn.Conv2d) else 3) / p[0].numel()) ** 0.5
                found[key] = -most, most
            else:
                found[key] = (-0.1, 0.1) if p.ndim == 1 else (-0.5, 0.5)
    return found


def filled(net, found):
    with torch.no_grad():
        state = net.state_dict()
        for key, (low, high) in found.items():
            state[key].copy_(torch.from_numpy(drawn(key, tuple(state[key].shape), low, high)))


def measured(net, x, found):
    """Statistics about as large as those of the pictures: of each batch norm one mean and one variance, and from channel to channel others."""
    norms = {path: m for path, m in net.named_modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)}
    net.eval()
    for norm in norms.values():
        norm.momentum = 1.0
        norm.train()
    if norms:
        with torch.no_grad():
            net(x)
    for path, norm in norms.items():
        mean, variance = norm.running_mean, norm.running_var
        spread = mean.std() if len(mean) > 1 else 0
        found[path + '.running_mean'] = float(mean.mean() - spread), float(mean.mean() + spread)
        found[path + '.running_var'] = float(variance.mean() * 0.7), float(variance.mean() * 1.3)
    filled(net, found)
    return net.eval()


def random_tensor(name, shape, low, high):
    return TensorProto(name=name, dims=list(shape), data_type=TensorProto.DOUBLE, double_data=[low, high]).SerializeToString()


def exported(net, x, opset, dynamic):
    out = io.BytesIO()
    axes = dict(dynamic_axes={'x': {0: 'n'}, 'y': {0: 'n'}}) if dynamic else {}
    torch.onnx.export(net, x, out, opset_version=opset, input_names=['x'], output_names=['y'], do_constant_folding=False,
                      training=torch.onnx.TrainingMode.PRESERVE, **axes)
    return onnx.load_model_from_string(out.getvalue())


def case(number, name):
    size = next((SIZES[begin] for begin in SIZES if name.startswith(begin)), 64)
    more = dict(init_weights=False) if name in ('googlenet', 'inception_v3') else dict(image_size=size) if name.startswith('vit') else {}
    with narrow(name):
        net = torchvision.models.get_model(name, weights=None, num_classes=CLASSES, **more).double()
    found = bounds(net)
    filled(net, found)
    pictures = (2, 3, size, size), -1.7, 1.7
    x = torch.from_numpy(drawn('x', *pictures))
    net = measured(net, torch.from_numpy(drawn('others', (4, 3, size, size), -1.7, 1.7)), found)
    opset = max(11 + number % 11, 12 if name.startswith('maxvit') else 11)
    with slopes(opset), zeroed():
        y = net(x).detach()
        model = exported(net, x[:1], min(opset, 17), number % 2 == 0)
    if opset > 17:
        model = newer(model, opset)
    state, tensors = net.state_dict(), []
    for tensor in list(model.graph.initializer):
        if tensor.name in found and np.array_equal(numpy_helper.to_array(tensor), state[tensor.name].numpy()):
            tensors.append(field(5, random_tensor(tensor.name, tensor.dims, *found[tensor.name])))
            model.graph.initializer.remove(tensor)
    graph = model.graph.SerializeToString()
    model.ClearField('graph')
    assert y.isfinite().all(), 'scores are not finite'
    apart = float((y[0] - y[1]).abs().max() / y.abs().max())
    print(f'{name}, opset {opset}: {len(tensors)} tensors, {len(graph):,} bytes, scores to {float(y.abs().max()):.3g}, of two pictures {apart:.2g} apart', flush=True)
    return b''.join([field(1, name.encode()), field(2, str(opset).encode()), field(3, model.SerializeToString()), field(4, graph), *tensors,
                     field(6, random_tensor('x', *pictures)), field(7, numpy_helper.from_array(y.numpy()).SerializeToString())])


def main(file, folder, names):
    """What was made before is in the folder and is not made again."""
    kept = pathlib.Path(folder)
    for name in names or CLASSIFIERS:
        number = CLASSIFIERS.index(name)
        if (kept / name).exists():
            continue
        try:
            made = case(number, name)
        except Exception as e:
            reason = f'opset {11 + number % 11}: ' + ' '.join(str(e).split('\n')[0].split())[:150]
            print(name, 'left out:', reason, flush=True)
            made = field(1, name.encode()) + field(8, reason.encode())
        (kept / name).write_bytes(field(1, made))
    with gzip.GzipFile(file, 'wb', mtime=0) as out:
        out.write(b''.join((kept / name).read_bytes() for name in CLASSIFIERS if (kept / name).exists()))


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
