"""Writes small models in the file layouts of Keras 2 and 3, and their logits by plain loops with channels last.

    python3 keras_files.py ../resources/lucida/weights/keras

Layouts: .h5 of Keras 2 (attributes model_config and keras_version, a group for each layer under model_weights with its weight_names),
.h5 of Keras 3 (the same with other names of weights and keras_history in the configuration), and .keras (a zip archive of config.json,
metadata.json, model.weights.h5, in which layers are named by their class in snake case, counted, and weights by number).
Needs numpy and h5py.
"""
import io
import itertools
import json
import re
import sys
import zipfile
from math import ceil

import h5py
import numpy as np

rng = np.random.default_rng(20261121)
folder = sys.argv[1]


def real(*shape):
    return rng.normal(size=shape).astype(np.float32) * 0.6


def positive(*shape):
    return rng.uniform(0.5, 1.5, size=shape).astype(np.float32)


def pair(v):
    return tuple(v) if isinstance(v, (list, tuple)) else (v, v)


def windows(x, kernel, strides, padding, dilation=(1, 1)):
    """For each place the rows and columns of its window, None outside."""
    axes = []
    for extent, k, s, d in zip(x.shape[1:3], kernel, strides, dilation):
        span = (k - 1) * d + 1
        n = ceil(extent / s) if padding == 'same' else (extent - span) // s + 1
        before = max(0, (n - 1) * s + span - extent) // 2 if padding == 'same' else 0
        axes.append([[i * s + u * d - before if 0 <= i * s + u * d - before < extent else None for u in range(k)] for i in range(n)])
    return axes


def conv(x, w, c, depthwise=False):
    """w is [U, V, C/groups, O], or [U, V, C, multiplier] for a depthwise one."""
    rows, columns = windows(x, w.shape[:2], pair(c.get('strides', 1)), c.get('padding', 'valid'), pair(c.get('dilation_rate', 1)))
    groups = x.shape[3] if depthwise else c.get('groups', 1)
    outputs = w.shape[2] * w.shape[3] if depthwise else w.shape[3]
    y = np.zeros((len(x), len(rows), len(columns), outputs))
    for i, j, o in itertools.product(range(len(rows)), range(len(columns)), range(outputs)):
        group = o // (outputs // groups)
        for u, r in enumerate(rows[i]):
            for v, s in enumerate(columns[j]):
                if r is None or s is None:
                    continue
                if depthwise:
                    y[:, i, j, o] += x[:, r, s, group] * w[u, v, group, o % w.shape[3]]
                else:
                    for k in range(w.shape[2]):
                        y[:, i, j, o] += x[:, r, s, group * w.shape[2] + k] * w[u, v, k, o]
    return y


def pool(x, c, f):
    size = pair(c.get('pool_size', 2))
    rows, columns = windows(x, size, pair(c['strides']) if c.get('strides') else size, c.get('padding', 'valid'))
    y = np.empty((len(x), len(rows), len(columns), x.shape[3]))
    for i, j in itertools.product(range(len(rows)), range(len(columns))):
        inside = [x[:, r, s] for r in rows[i] for s in columns[j] if r is not None and s is not None]
        y[:, i, j] = f(np.array(inside), axis=0)
    return y


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


ACTIVATIONS = dict(linear=lambda x: x, relu=lambda x: np.maximum(x, 0), relu6=lambda x: np.clip(x, 0, 6), tanh=np.tanh,
                   sigmoid=lambda x: 1 / (1 + np.exp(-x)), elu=lambda x: np.where(x > 0, x, np.expm1(x)), softplus=lambda x: np.log1p(np.exp(x)),
                   swish=lambda x: x / (1 + np.exp(-x)), exponential=np.exp, softmax=lambda x: x,
                   selu=lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(x)))


def activation(c):
    return ACTIVATIONS[c.get('activation', 'linear')]


def resize(x, c):
    h, w = pair(c['size'])
    if c.get('interpolation', 'nearest') == 'nearest':
        return x.repeat(h, 1).repeat(w, 2)
    for axis, k in ((1, h), (2, w)):
        n = x.shape[axis]
        at = np.clip((np.arange(n * k) + 0.5) / k - 0.5, 0, n - 1)
        low = np.floor(at).astype(int)
        part = (at - low).reshape([-1 if a == axis else 1 for a in range(4)])
        x = x.take(low, axis) * (1 - part) + x.take(np.minimum(low + 1, n - 1), axis) * part
    return x


def separable(x, w, c):
    return conv(conv(x, w['depthwise_kernel'], c, True), w['pointwise_kernel'], {})


def norm(x, w, c):
    y = (x - w['moving_mean']) / np.sqrt(w['moving_variance'] + c.get('epsilon', 1e-3))
    return y * w.get('gamma', 1) + w.get('beta', 0)


LAYERS = {
    'Conv2D': lambda x, w, c: activation(c)(conv(x, w['kernel'], c) + w.get('bias', 0)),
    'DepthwiseConv2D': lambda x, w, c: activation(c)(conv(x, w['depthwise_kernel'], c, True) + w.get('bias', 0)),
    'SeparableConv2D': lambda x, w, c: activation(c)(separable(x, w, c) + w.get('bias', 0)),
    'Dense': lambda x, w, c: activation(c)(x @ w['kernel'] + w.get('bias', 0)),
    'BatchNormalization': norm,
    'Activation': lambda x, w, c: activation(c)(x),
    'ReLU': lambda x, w, c: np.minimum(np.where(x > 0, x, c.get('negative_slope', 0) * x), c.get('max_value') or np.inf),
    'LeakyReLU': lambda x, w, c: np.where(x > 0, x, c.get('negative_slope', c.get('alpha', 0.3)) * x),
    'PReLU': lambda x, w, c: np.where(x > 0, x, w['alpha'] * x),
    'ELU': lambda x, w, c: np.where(x > 0, x, c.get('alpha', 1) * np.expm1(x)),
    'Softmax': lambda x, w, c: softmax(x),
    'MaxPooling2D': lambda x, w, c: pool(x, c, np.max), 'AveragePooling2D': lambda x, w, c: pool(x, c, np.mean),
    'GlobalAveragePooling2D': lambda x, w, c: x.mean((1, 2), keepdims=c.get('keepdims', False)),
    'GlobalMaxPooling2D': lambda x, w, c: x.max((1, 2), keepdims=c.get('keepdims', False)),
    'ZeroPadding2D': lambda x, w, c: np.pad(x, [(0, 0), *[tuple(p) for p in c['padding']], (0, 0)]),
    'Cropping2D': lambda x, w, c: x[:, c['cropping'][0][0]:x.shape[1] - c['cropping'][0][1], c['cropping'][1][0]:x.shape[2] - c['cropping'][1][1]],
    'Add': lambda xs, w, c: sum(xs), 'Subtract': lambda xs, w, c: xs[0] - xs[1], 'Multiply': lambda xs, w, c: xs[0] * xs[1],
    'Maximum': lambda xs, w, c: np.maximum(*xs), 'Average': lambda xs, w, c: sum(xs) / len(xs), 'Concatenate': lambda xs, w, c: np.concatenate(xs, -1),
    'Flatten': lambda x, w, c: x.reshape(len(x), -1), 'Reshape': lambda x, w, c: x.reshape(len(x), *c['target_shape']),
    'Dropout': lambda x, w, c: x, 'SpatialDropout2D': lambda x, w, c: x, 'GaussianNoise': lambda x, w, c: x,
    'Rescaling': lambda x, w, c: x * c['scale'] + c['offset'], 'UpSampling2D': lambda x, w, c: resize(x, c)}


class Net:
    """Layers as (class, name, inputs, configuration, weights)."""

    def __init__(self, size):
        self.size, self.layers = size, []

    def add(self, kind, name, inputs=None, weights=None, **config):
        self.layers.append((kind, name, inputs or [self.layers[-1][1] if self.layers else 'in'], config, weights or {}))
        return self

    def logits(self, x):
        values = {'in': x.astype(np.float64)}
        for kind, name, inputs, config, weights in self.layers:
            xs = [values[i] for i in inputs]
            if kind == 'Softmax' and name == self.layers[-1][1]:
                return xs[0]
            values[name] = LAYERS[kind](xs if len(xs) > 1 else xs[0], {k: v.astype(np.float64) for k, v in weights.items()}, config)
        return values[name]

    def config(self, version, sequential):
        shape = [None, *self.size]
        key = 'batch_shape' if version == 3 else 'batch_input_shape'
        entries = [dict(class_name='InputLayer', config={'name': 'in', 'dtype': 'float32', key: shape}, name='in', inbound_nodes=[])]
        for kind, name, inputs, config, _ in self.layers:
            tensor = lambda i: dict(class_name='__keras_tensor__', config=dict(shape=[None], dtype='float32', keras_history=[i, 0, 0]))
            many = [tensor(i) for i in inputs]
            nodes = [dict(args=[many if len(many) > 1 else many[0]], kwargs={})] if version == 3 else [[[i, 0, 0, {}] for i in inputs]]
            entries.append(dict(class_name=kind, name=name, config=dict(config, name=name, trainable=True), inbound_nodes=nodes))
        if sequential:
            return dict(class_name='Sequential', config=dict(name='s', layers=[{k: v for k, v in e.items() if k in ('class_name', 'config')} for e in entries]))
        last = [self.layers[-1][1], 0, 0]
        return dict(class_name='Functional', config=dict(name='f', layers=entries, input_layers=[['in', 0, 0]], output_layers=last if version == 3 else [last]))

    def h5(self, path, version, sequential=False, config=True):
        with h5py.File(path, 'w') as f:
            top = f
            if config:
                f.attrs['model_config'] = json.dumps(self.config(version, sequential))
                top = f.create_group('model_weights')
            for holder in {f, top}:
                holder.attrs['keras_version'] = ('3.6.0' if version == 3 else '2.12.0').encode()
                holder.attrs['backend'] = b'tensorflow'
            top.attrs['layer_names'] = [n.encode() for _, n, _, _, _ in self.layers]
            for _, name, _, _, weights in self.layers:
                group = top.create_group(name)
                names = [f'{name}/{w}' + (':0' if version == 2 else '') for w in weights]
                group.attrs['weight_names'] = [n.encode() for n in names]
                for n, w in zip(names, weights.values()):
                    group.create_dataset(n, data=w)

    def archive(self, path):
        weights, used = io.BytesIO(), {}
        with h5py.File(weights, 'w') as f:
            for kind, _, _, _, ws in self.layers:
                snake = re.sub('([a-z])([A-Z])', r'\1_\2', re.sub('(.)([A-Z][a-z]+)', r'\1_\2', kind)).lower()
                used[snake] = used.get(snake, -1) + 1
                group = f.create_group('layers/' + (snake if not used[snake] else f'{snake}_{used[snake]}')).create_group('vars')
                for i, w in enumerate(ws.values()):
                    group.create_dataset(str(i), data=w)
        with zipfile.ZipFile(path, 'w') as z:
            for name, data in [('metadata.json', json.dumps(dict(keras_version='3.6.0', date_saved='2026-11-21@12:00:00'))),
                               ('config.json', json.dumps(self.config(3, False))), ('model.weights.h5', weights.getvalue())]:
                z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)


def batch_norm(channels, scale=True, center=True):
    w = dict(gamma=positive(channels)) if scale else {}
    w.update(dict(beta=real(channels)) if center else {})
    return dict(w, moving_mean=real(channels), moving_variance=positive(channels))


def functional():
    net = Net((11, 10, 3))
    net.add('Rescaling', 'scaled', scale=0.5, offset=0.1)
    net.add('ZeroPadding2D', 'padded', padding=[[1, 0], [0, 2]])
    net.add('Conv2D', 'stem', weights=dict(kernel=real(4, 2, 3, 8)), filters=8, kernel_size=[4, 2], strides=[2, 1], padding='same', use_bias=False)
    net.add('BatchNormalization', 'bn', weights=batch_norm(8, scale=False), epsilon=1.001e-5, scale=False)
    net.add('ReLU', 'relu', max_value=1.5, negative_slope=0.0, threshold=0.0)
    net.add('DepthwiseConv2D', 'deep', weights=dict(depthwise_kernel=real(3, 3, 8, 2), bias=real(16)), kernel_size=[3, 3], strides=[2, 2], padding='same',
            depth_multiplier=2, activation='swish')
    net.add('SpatialDropout2D', 'sd', rate=0.3)
    net.add('BatchNormalization', 'bn2', weights=batch_norm(16, center=False), center=False)
    net.add('SeparableConv2D', 'sep', weights=dict(depthwise_kernel=real(3, 2, 16, 1), pointwise_kernel=real(1, 1, 16, 6), bias=real(6)), kernel_size=[3, 2],
            padding='same', strides=[1, 1], activation='tanh')
    net.add('PReLU', 'prelu', weights=dict(alpha=real(1, 1, 6)), shared_axes=[1, 2])
    net.add('Conv2D', 'grouped', weights=dict(kernel=real(2, 2, 3, 6), bias=real(6)), groups=2, filters=6, kernel_size=[2, 2], dilation_rate=[2, 1],
            padding='same', strides=1, activation='elu')
    net.add('GlobalAveragePooling2D', 'gap', keepdims=True)
    net.add('Conv2D', 'gate', weights=dict(kernel=real(1, 1, 6, 6), bias=real(6)), kernel_size=[1, 1], strides=[1, 1], activation='sigmoid')
    net.add('Multiply', 'se', ['grouped', 'gate'])
    net.add('Add', 'sum', ['se', 'prelu', 'grouped'])
    net.add('Subtract', 'difference', ['sum', 'prelu'])
    net.add('Maximum', 'maximum', ['difference', 'se'])
    net.add('Average', 'average', ['maximum', 'sum'])
    net.add('Concatenate', 'joined', ['average', 'prelu'], axis=-1)
    net.add('GlobalMaxPooling2D', 'gmp')
    net.add('Flatten', 'flat', ['joined'])
    net.add('Dense', 'hidden', weights=dict(kernel=real(3 * 6 * 12, 7), bias=real(7)), units=7, activation='softplus')
    net.add('Concatenate', 'both', ['hidden', 'gmp'], axis=-1)
    net.add('Dense', 'scores', weights=dict(kernel=real(19, 5)), units=5, use_bias=False, activation='softmax')
    return net


def sequential():
    net = Net((12, 9, 2))
    net.add('Conv2D', 'a', weights=dict(kernel=real(3, 3, 2, 4), bias=real(4)), filters=4, kernel_size=[3, 3], padding='valid', strides=[1, 1], activation='relu')
    net.add('MaxPooling2D', 'max', pool_size=[3, 2], strides=[2, 2], padding='same')
    net.add('LeakyReLU', 'leaky', alpha=0.2)
    net.add('GaussianNoise', 'noise', stddev=0.1)
    net.add('UpSampling2D', 'up', size=[2, 3], interpolation='bilinear')
    net.add('UpSampling2D', 'near', size=[1, 2], interpolation='nearest')
    net.add('Cropping2D', 'crop', cropping=[[1, 2], [3, 0]])
    net.add('AveragePooling2D', 'mean', pool_size=[2, 2], strides=None, padding='same')
    net.add('ELU', 'elu', alpha=0.5)
    net.add('Activation', 'act', activation='selu')
    net.add('Dropout', 'drop', rate=0.5)
    net.add('Reshape', 'shape', target_shape=[-1, 11, 8])
    net.add('Flatten', 'flat')
    n = net.logits(np.zeros((1, 12, 9, 2))).shape[1]
    net.add('Dense', 'fc', weights=dict(kernel=real(n, 4), bias=real(4)), units=4)
    net.add('Softmax', 'probabilities', axis=-1)
    return net


def save(name, net):
    x = real(3 if net.size[0] < 32 else 1, *net.size)
    np.save(f'{folder}/{name}.input.npy', np.ascontiguousarray(x.transpose(0, 3, 1, 2)))
    np.save(f'{folder}/{name}.logits.npy', net.logits(x))


for name, net in (('functional', functional()), ('sequential', sequential())):
    save(name, net)
    net.h5(f'{folder}/{name}2.h5', 2, name == 'sequential')
    net.h5(f'{folder}/{name}3.h5', 3, name == 'sequential')
    if name == 'functional':
        net.archive(f'{folder}/{name}.keras')


def vgg16(top):
    """keras.applications' VGG16, 2 and 3 channels wide, for pictures of 32 x 32 that leave one cell for fc1."""
    net, channels = Net((32, 32, 3)), 3
    for block, count in enumerate((2, 2, 3, 3, 3), 1):
        for i in range(1, count + 1):
            out = 2 + block % 2
            net.add('Conv2D', f'block{block}_conv{i}', weights=dict(kernel=real(3, 3, channels, out) * 0.8, bias=real(out) * 0.3), padding='same', activation='relu')
            channels = out
        net.add('MaxPooling2D', f'block{block}_pool', pool_size=2, strides=2)
    if not top:
        return net.add('GlobalAveragePooling2D', 'avg_pool')
    net.add('Flatten', 'flatten')
    for name, rows, columns, act in (('fc1', channels, 6, 'relu'), ('fc2', 6, 6, 'relu'), ('predictions', 6, 4, 'softmax')):
        net.add('Dense', name, weights=dict(kernel=real(rows, columns), bias=real(columns)), activation=act)
    return net


def resnet50(top):
    net, last = Net((64, 64, 3)), 2

    def norm_relu(name, channels, relu):
        net.add('BatchNormalization', name + '_bn', weights=batch_norm(channels), epsilon=1.001e-5)
        if relu:
            net.add('ReLU', name + '_relu')

    net.add('ZeroPadding2D', 'conv1_pad', padding=[[3, 3], [3, 3]])
    net.add('Conv2D', 'conv1_conv', weights=dict(kernel=real(7, 7, 3, 2) * 0.3, bias=real(2)), strides=2)
    norm_relu('conv1', 2, True)
    net.add('ZeroPadding2D', 'pool1_pad', padding=[[1, 1], [1, 1]])
    net.add('MaxPooling2D', 'pool1_pool', pool_size=3, strides=2)
    for stage, count in ((2, 3), (3, 4), (4, 6), (5, 3)):
        for b in range(1, count + 1):
            name, start = f'conv{stage}_block{b}', net.layers[-1][1]
            stride, shortcut = (2 if stage > 2 and b == 1 else 1), start
            if b == 1:
                net.add('Conv2D', name + '_0_conv', weights=dict(kernel=real(1, 1, last, 3), bias=real(3)), strides=stride)
                norm_relu(name + '_0', 3, False)
                shortcut = name + '_0_bn'
            net.add('Conv2D', name + '_1_conv', [start], weights=dict(kernel=real(1, 1, last, 2), bias=real(2)), strides=stride)
            norm_relu(name + '_1', 2, True)
            net.add('Conv2D', name + '_2_conv', weights=dict(kernel=real(3, 3, 2, 2), bias=real(2)), padding='same')
            norm_relu(name + '_2', 2, True)
            net.add('Conv2D', name + '_3_conv', weights=dict(kernel=real(1, 1, 2, 3), bias=real(3)))
            norm_relu(name + '_3', 3, False)
            net.add('Add', name + '_add', [shortcut, name + '_3_bn'])
            net.add('ReLU', name + '_out')
            last = 3
    net.add('GlobalAveragePooling2D', 'avg_pool')
    if top:
        net.add('Dense', 'predictions', weights=dict(kernel=real(3, 4), bias=real(4)), activation='softmax')
    return net


for name, make in (('vgg16', vgg16), ('resnet50', resnet50)):
    for top in (True, False) if make is vgg16 else (True,):
        net = make(top)
        full = name + ('' if top else '_notop')
        save(full, net)
        net.h5(f'{folder}/{full}.h5', 2, config=False)
