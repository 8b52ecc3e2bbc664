"""Writes onnx_nodes.gz: small cases of every ONNX operator that is read, with results by the plain loops below.

    python3 onnx_nodes.py ../resources/lucida/weights/onnx/nodes.gz

The file is a message of the protocol-buffer wire format; its field 1 is repeated: a case with name (1), model (2), inputs (3),
outputs (4), and 1 in field 5 if the case is a picture network that can be imported as a whole. Needs numpy and onnx.
"""
import gzip
import itertools
import sys
from math import ceil, erf, floor

import numpy as np
from onnx import TensorProto, helper, numpy_helper

rng = np.random.default_rng(20261121)
cases = []


def real(*shape):
    return rng.normal(size=shape).astype(np.float32)


def positive(*shape):
    return rng.uniform(0.3, 2, size=shape).astype(np.float32)


def whole(*values):
    return np.array(values, np.int64)


def case(name, op, opset, inputs, outputs, constants=(), picture=False, **attributes):
    """One node; inputs are arrays, or None for one that is left out; those in constants are tensors of the file."""
    names = ['' if a is None else f'i{n}' for n, a in enumerate(inputs)]
    results = [f'o{n}' for n in range(len(outputs))]
    node = helper.make_node(op, names, results, name='n', **attributes)
    fixed = [i for i, a in enumerate(inputs) if a is not None and (i in constants or a.dtype == np.int64)]
    given = [i for i, a in enumerate(inputs) if a is not None and i not in fixed]
    info = lambda n, a: helper.make_tensor_value_info(n, helper.np_dtype_to_tensor_dtype(a.dtype) if hasattr(
        helper, 'np_dtype_to_tensor_dtype') else (7 if a.dtype == np.int64 else 1), a.shape)
    graph = helper.make_graph([node], 'g', [info(names[i], inputs[i]) for i in given],
                              [info(n, np.asarray(a, np.float32)) for n, a in zip(results, outputs)],
                              [numpy_helper.from_array(inputs[i], names[i]) for i in fixed])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', opset)], ir_version=7)
    cases.append((f'{op} {name} (opset {opset})', model.SerializeToString(),
                  [numpy_helper.from_array(inputs[i]).SerializeToString() for i in given],
                  [numpy_helper.from_array(np.asarray(a, np.float32, order="C")).SerializeToString() for a in outputs], picture))


def cells(f, *arrays):
    """f cell by cell, in float64, broadcast."""
    wide = np.broadcast_arrays(*[a.astype(np.float64) for a in arrays])
    out = np.empty(wide[0].shape)
    for index in np.ndindex(*out.shape):
        out[index] = f(*[a[index] for a in wide])
    return out


# ---- cell by cell

def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def softplus(v):
    return np.log1p(np.exp(v))


x = real(2, 3, 4, 5) * 2
for op, f, a in [('Relu', lambda v: max(v, 0), {}), ('LeakyRelu', lambda v: v if v > 0 else 0.01 * v, {}),
                 ('LeakyRelu', lambda v: v if v > 0 else 0.3 * v, dict(alpha=0.3)),
                 ('Elu', lambda v: v if v > 0 else np.expm1(v), {}), ('Elu', lambda v: v if v > 0 else 0.7 * np.expm1(v), dict(alpha=0.7)),
                 ('Selu', lambda v: 1.0507009873554805 * (v if v > 0 else 1.6732632423543772 * np.expm1(v)), {}),
                 ('Selu', lambda v: 3 * (v if v > 0 else 2 * np.expm1(v)), dict(alpha=2.0, gamma=3.0)),
                 ('Sigmoid', sigmoid, {}), ('Tanh', np.tanh, {}), ('Softplus', softplus, {}), ('Erf', erf, {}),
                 ('HardSigmoid', lambda v: min(1, max(0, 0.2 * v + 0.5)), {}),
                 ('HardSigmoid', lambda v: min(1, max(0, v / 6 + 0.4)), dict(alpha=1 / 6, beta=0.4)),
                 ('Neg', lambda v: -v, {}), ('Abs', abs, {}), ('Exp', np.exp, {}), ('Sin', np.sin, {}), ('Cos', np.cos, {}), ('Identity', lambda v: v, {})]:
    for opset in (7, 13):
        case(f'{a}', op, opset, [x], [cells(f, x)], picture=op != 'Identity', **a)
case('', 'HardSwish', 14, [x], [cells(lambda v: v * min(1, max(0, v / 6 + 0.5)), x)], picture=True)
case('', 'Mish', 18, [x], [cells(lambda v: v * np.tanh(softplus(v)), x)], picture=True)
case('', 'Gelu', 20, [x], [cells(lambda v: v / 2 * (1 + erf(v / np.sqrt(2))), x)], picture=True)
case('tanh', 'Gelu', 20, [x], [cells(lambda v: v / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (v + 0.044715 * v ** 3))), x)], picture=True,
     approximate='tanh')
for op, f in [('Sqrt', np.sqrt), ('Log', np.log), ('Reciprocal', lambda v: 1 / v)]:
    p = positive(2, 3, 4, 5)
    case('', op, 13, [p], [cells(f, p)], picture=True)
for opset, axis, shape in [(9, 1, (3, 1, 1)), (7, 1, (3, 1, 1)), (16, 1, (3, 4, 5)), (9, 1, (1,))]:
    s = real(*shape)
    case(f'slope {shape}', 'PRelu', opset, [x, s], [cells(lambda v, k: v if v > 0 else k * v, x, s)], constants=[1], picture=True)
case('attributes', 'Clip', 6, [x], [np.clip(x.astype(float), -0.5, 1)], picture=True, min=-0.5, max=1.0)
case('inputs', 'Clip', 11, [x, np.float32(-0.5), np.float32(1)], [np.clip(x.astype(float), -0.5, 1)], constants=[1, 2], picture=True)
case('only max', 'Clip', 13, [x, None, np.float32(1)], [np.minimum(x.astype(float), 1)], constants=[2], picture=True)
case('no bounds', 'Clip', 12, [x], [x], picture=True)

for opset in (7, 13):
    for shape in [(2, 3, 4, 5), (1, 3, 1, 1), (5,), (), (4, 1), (2, 1, 1, 1)]:
        y = positive(*shape)
        for op, f in [('Add', lambda a, b: a + b), ('Sub', lambda a, b: a - b), ('Mul', lambda a, b: a * b), ('Div', lambda a, b: a / b)]:
            case(f'{shape} constant', op, opset, [x, y], [cells(f, x, y)], constants=[1], picture=shape != (2, 3, 4, 5) and shape[:1] != (2,))
            case(f'{shape} computed', op, opset, [x, y], [cells(f, x, y)])
            case(f'{shape} on the left', op, opset, [y, positive(2, 3, 4, 5)], [0])
            z = numpy_helper.to_array(TensorProto.FromString(cases[-1][2][1]))
            cases[-1] = cases[-1][:3] + ([numpy_helper.from_array(cells(f, y, z).astype(np.float32)).SerializeToString()], False)
for op, f in [('Min', min), ('Max', max), ('Sum', lambda *v: sum(v)), ('Mean', lambda *v: sum(v) / len(v))]:
    three = [real(2, 3, 4), real(3, 1), real(1)]
    case('three, broadcast', op, 13, three, [cells(lambda *v: f(v) if op in ('Min', 'Max') else f(*v), *three)])
    case('one', op, 8, [x], [x], picture=True)
p = positive(2, 3, 4)
for e in (0, 1, 2, 3, -1, -2, 0.5, 1.7, -0.5):
    case(f'{e}', 'Pow', 13, [p, np.float32(e)], [p.astype(float) ** np.float32(e)], constants=[1], picture=True)
for e in (2, 3, -3):
    case(f'{e} of either sign', 'Pow', 12, [x, np.array([e], np.float32)], [x.astype(float) ** e], constants=[1], picture=True)
e = np.array([2, 1.5, 3, 2], np.float32)
case('several exponents', 'Pow', 7, [p, e], [p.astype(float) ** e], constants=[1], picture=True)

# ---- softmax


def softmax_rows(rows):
    e = np.exp(rows - rows.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


for opset, axis in itertools.product((7, 11, 13), (None, 0, 1, 2, -1)):
    if opset == 7 and axis == -1:
        continue
    s = real(2, 3, 4) * 3
    a = (1 if opset < 13 else 2) if axis is None else axis % 3
    if opset < 13:
        soft = softmax_rows(s.astype(float).reshape(int(np.prod(s.shape[:a])), -1)).reshape(s.shape)
    else:
        soft = np.moveaxis(softmax_rows(np.moveaxis(s.astype(float), a, -1)), -1, a)
    extra = {} if axis is None else dict(axis=axis)
    case(f'axis {axis}', 'Softmax', opset, [s], [soft], **extra)
    case(f'axis {axis}', 'LogSoftmax', opset, [s], [np.log(soft)], **extra)

# ---- convolutions


def pads_of(extent, size, stride, dilation, auto, pads):
    if auto.startswith('SAME'):
        total = max(0, (ceil(extent / stride) - 1) * stride + (size - 1) * dilation + 1 - extent)
        return (total // 2, total - total // 2) if auto == 'SAME_UPPER' else (total - total // 2, total // 2)
    return (0, 0) if auto == 'VALID' else pads


def conv(x, w, b, strides, pads, dilations, group):
    """y[n,o,i,j] = b[o] + sum x[n,c,i*s+u*d-p,...] w[o,c,u,v], pads as [top, left, bottom, right]."""
    n, c, h, wd = x.shape
    o, cg, kh, kw = w.shape
    height = (h + pads[0] + pads[2] - (kh - 1) * dilations[0] - 1) // strides[0] + 1
    width = (wd + pads[1] + pads[3] - (kw - 1) * dilations[1] - 1) // strides[1] + 1
    y = np.zeros((n, o, height, width)) + (0 if b is None else b.astype(float)[None, :, None, None])
    for a, k, i, j, ch, u, v in itertools.product(range(n), range(o), range(height), range(width), range(cg), range(kh), range(kw)):
        r, s = i * strides[0] + u * dilations[0] - pads[0], j * strides[1] + v * dilations[1] - pads[1]
        if 0 <= r < h and 0 <= s < wd:
            y[a, k, i, j] += float(x[a, k // (o // group) * cg + ch, r, s]) * float(w[k, ch, u, v])
    return y


for kernel, strides, pads, dilations, group, auto, bias in [
        ((3, 3), (1, 1), (0, 0, 0, 0), (1, 1), 1, 'NOTSET', True), ((3, 3), (2, 2), (1, 1, 1, 1), (1, 1), 1, 'NOTSET', False),
        ((2, 3), (2, 1), (0, 1, 2, 0), (1, 1), 1, 'NOTSET', True), ((3, 2), (1, 2), (2, 0, 1, 1), (2, 1), 2, 'NOTSET', True),
        ((3, 3), (1, 1), (1, 1, 1, 1), (1, 1), 4, 'NOTSET', True), ((4, 4), (2, 3), None, (1, 1), 1, 'SAME_UPPER', True),
        ((4, 4), (2, 3), None, (1, 1), 1, 'SAME_LOWER', False), ((2, 2), (1, 1), None, (2, 2), 2, 'SAME_UPPER', True),
        ((3, 3), (2, 2), None, (1, 1), 1, 'VALID', True), ((1, 1), (1, 1), (0, 0, 0, 0), (1, 1), 1, 'NOTSET', True)]:
    x4 = real(2, 4, 7, 8)
    w, b = real(4, 4 // group, *kernel), real(4) if bias else None
    auto_pads = pads
    if pads is None:
        t = pads_of(7, kernel[0], strides[0], dilations[0], auto, None)
        l = pads_of(8, kernel[1], strides[1], dilations[1], auto, None)
        auto_pads = (t[0], l[0], t[1], l[1])
    a = dict(strides=strides, dilations=dilations, group=group, kernel_shape=kernel)
    a.update(dict(auto_pad=auto) if pads is None else dict(pads=pads))
    y = conv(x4, w, b, strides, auto_pads, dilations, group)
    for opset in (7, 11):
        case(f'{kernel} strides {strides} pads {pads or auto} dilations {dilations} groups {group}', 'Conv', opset,
             [x4, w] + ([b] if bias else []), [y], constants=[1, 2], picture=True, **a)
w = real(4, 4, 3, 3)
case('without attributes', 'Conv', 11, [x4, w], [conv(x4, w, None, (1, 1), (0,) * 4, (1, 1), 1)], constants=[1], picture=True)
case('a computed filter', 'Conv', 11, [x4, w], [conv(x4, w, None, (1, 1), (0,) * 4, (1, 1), 1)])


def conv_transpose(x, w, b, strides, pads, dilations, group, extra):
    """Every x[n,c,i,j] adds x w[c,o,u,v] at (i*s+u*d-p, ...)."""
    n, c, h, wd = x.shape
    _, og, kh, kw = w.shape
    height = strides[0] * (h - 1) + extra[0] + (kh - 1) * dilations[0] + 1 - pads[0] - pads[2]
    width = strides[1] * (wd - 1) + extra[1] + (kw - 1) * dilations[1] + 1 - pads[1] - pads[3]
    y = np.zeros((n, og * group, height, width)) + (0 if b is None else b.astype(float)[None, :, None, None])
    for a, ch, i, j, o, u, v in itertools.product(range(n), range(c), range(h), range(wd), range(og), range(kh), range(kw)):
        r, s = i * strides[0] + u * dilations[0] - pads[0], j * strides[1] + v * dilations[1] - pads[1]
        if 0 <= r < height and 0 <= s < width:
            y[a, ch // (c // group) * og + o, r, s] += float(x[a, ch, i, j]) * float(w[ch, o, u, v])
    return y


for kernel, strides, pads, dilations, group, extra, bias in [
        ((3, 3), (1, 1), (0, 0, 0, 0), (1, 1), 1, (0, 0), True), ((3, 3), (2, 2), (1, 1, 1, 1), (1, 1), 1, (1, 1), True),
        ((2, 2), (2, 2), (0, 0, 0, 0), (1, 1), 2, (0, 0), False), ((4, 3), (2, 3), (1, 0, 2, 1), (1, 1), 1, (0, 2), True),
        ((3, 3), (2, 1), (2, 1, 0, 1), (2, 2), 4, (1, 0), True)]:
    xt, w, b = real(2, 4, 3, 4), real(4, 2, *kernel), real(2 * group) if bias else None
    case(f'{kernel} strides {strides} pads {pads} dilations {dilations} groups {group} output_padding {extra}', 'ConvTranspose', 11,
         [xt, w] + ([b] if bias else []), [conv_transpose(xt, w, b, strides, pads, dilations, group, extra)], constants=[1, 2],
         picture=True, strides=strides, pads=pads, dilations=dilations, group=group, output_padding=extra, kernel_shape=kernel)
xt, w = real(1, 2, 3, 3), real(2, 1, 3, 3)
case('SAME_UPPER', 'ConvTranspose', 11, [xt, w], [conv_transpose(xt, w, None, (2, 2), (0, 0, 1, 1), (1, 1), 1, (0, 0))],
     constants=[1], picture=True, strides=(2, 2), auto_pad='SAME_UPPER')
case('output_shape', 'ConvTranspose', 11, [xt, w], [conv_transpose(xt, w, None, (3, 2), (0, 0, 0, 0), (1, 1), 1, (1, 1))],
     constants=[1], picture=True, strides=(3, 2), output_shape=(10, 8))

# ---- matrices

for alpha, beta, ta, tb, cshape in [(1.0, 1.0, 0, 0, (5,)), (0.5, 2.0, 0, 1, (1, 5)), (1.5, 1.0, 1, 0, (3, 5)), (1.0, 0.25, 1, 1, (3, 1)),
                                    (2.0, 1.0, 0, 1, None)]:
    a, b = real(*((4, 3) if ta else (3, 4))), real(*((5, 4) if tb else (4, 5)))
    y = alpha * ((a.T if ta else a).astype(float) @ (b.T if tb else b).astype(float))
    c = [] if cshape is None else [real(*cshape)]
    y = y + beta * c[0].astype(float) if c else y
    for opset in (7, 13) if c else (11,):
        case(f'alpha {alpha} beta {beta} transposed {ta} {tb} C {cshape}', 'Gemm', opset, [a, b] + c, [y], constants=[1, 2],
             picture=not ta and cshape in ((5,), (1, 5), None), alpha=alpha, beta=beta, transA=ta, transB=tb)
for left, right in [((3, 4), (4, 5)), ((2, 3, 4), (4, 5)), ((2, 3, 4), (2, 4, 5)), ((2, 1, 3, 4), (6, 4, 2)), ((4,), (4, 5)), ((3, 4), (4,)),
                    ((4,), (4,)), ((2, 3, 4), (4,)), ((4,), (2, 4, 3)), ((3, 4), (2, 4, 5))]:
    a, b = real(*left), real(*right)
    y = np.matmul(a.astype(float), b.astype(float))
    case(f'{left} {right} computed', 'MatMul', 9, [a, b], [y])
    case(f'{left} {right} constant', 'MatMul', 13, [a, b], [y], constants=[1], picture=len(left) > 1 and len(right) < 3)

# ---- pooling


def pool(x, f, kernel, strides, pads, dilations=(1, 1), ceiling=False, counted=False):
    """f over the cells under each window; pads that count are zeros for averages; a window that begins in the padding after is left out."""
    h, w = x.shape[2:]
    places = []
    for axis, (extent, k) in enumerate(zip((h, w), kernel)):
        room = extent + pads[axis] + pads[2 + axis] - (k - 1) * dilations[axis] - 1
        n = (ceil(room / strides[axis]) if ceiling else room // strides[axis]) + 1
        if (n - 1) * strides[axis] >= extent + pads[axis]:
            n -= 1
        places.append(n)
    y = np.empty(x.shape[:2] + tuple(places))
    for n, c, i, j in np.ndindex(*y.shape):
        values = []
        for u, v in itertools.product(range(kernel[0]), range(kernel[1])):
            r, s = i * strides[0] + u * dilations[0] - pads[0], j * strides[1] + v * dilations[1] - pads[1]
            if 0 <= r < h and 0 <= s < w:
                values.append(float(x[n, c, r, s]))
            elif counted and r < h + pads[2] and s < w + pads[3]:
                values.append(0.0)
        y[n, c, i, j] = f(values)
    return y


def mean(values):
    return sum(values) / len(values)


for kernel, strides, pads, ceiling, dilations in [((2, 2), (2, 2), (0,) * 4, False, (1, 1)), ((3, 3), (2, 2), (1,) * 4, False, (1, 1)),
                                                  ((3, 2), (2, 3), (1, 0, 0, 1), True, (1, 1)), ((3, 3), (2, 2), (0,) * 4, True, (1, 1)),
                                                  ((2, 2), (1, 1), (0,) * 4, False, (2, 3)), ((2, 2), (3, 3), (0,) * 4, True, (1, 1))]:
    xp = real(2, 2, 8, 7) - 3
    a = dict(kernel_shape=kernel, strides=strides, pads=pads)
    label = f'{kernel} strides {strides} pads {pads} ceil {ceiling}'
    more = dict(ceil_mode=int(ceiling)) if ceiling else {}
    if dilations == (1, 1):
        for counted in (0, 1):
            case(f'{label} counted {counted}', 'AveragePool', 10 if ceiling else 7, [xp],
                 [pool(xp, mean, kernel, strides, pads, ceiling=ceiling, counted=counted)], picture=True, count_include_pad=counted, **a, **more)
    else:
        more['dilations'] = dilations
    case(f'{label} dilations {dilations}', 'MaxPool', 10 if more else 8, [xp], [pool(xp, max, kernel, strides, pads, dilations, ceiling)],
         picture=True, **a, **more)
for auto in ('SAME_UPPER', 'SAME_LOWER', 'VALID'):
    t, l = pads_of(8, 3, 2, 1, auto, None), pads_of(7, 4, 3, 1, auto, None)
    for op, f in (('MaxPool', max), ('AveragePool', mean)):
        case(auto, op, 11, [xp], [pool(xp, f, (3, 4), (2, 3), (t[0], l[0], t[1], l[1]))], picture=True, kernel_shape=(3, 4), strides=(2, 3), auto_pad=auto)
case('without strides', 'MaxPool', 12, [xp], [pool(xp, max, (2, 3), (1, 1), (0,) * 4)], picture=True, kernel_shape=(2, 3))
case('', 'GlobalAveragePool', 7, [xp], [xp.astype(float).mean((2, 3), keepdims=True)], picture=True)
case('', 'GlobalMaxPool', 7, [xp], [xp.max((2, 3), keepdims=True)], picture=True)

# ---- reductions

red = real(2, 3, 4, 2)
for op, f in [('ReduceMean', np.mean), ('ReduceSum', np.sum), ('ReduceMax', np.max), ('ReduceMin', np.min),
              ('ReduceSumSquare', lambda v, axis, keepdims: (v * v).sum(axis, keepdims=keepdims)),
              ('ReduceL1', lambda v, axis, keepdims: abs(v).sum(axis, keepdims=keepdims)),
              ('ReduceL2', lambda v, axis, keepdims: np.sqrt((v * v).sum(axis, keepdims=keepdims)))]:
    for axes, keep in [((2, 3), 1), ((2, 3), 0), ((1,), 0), ((-1,), 1), (None, 1), (None, 0), ((0, 2), 1)]:
        y = f(red.astype(float), axis=axes, keepdims=bool(keep))
        pic = axes is not None and 0 not in axes
        a = {} if axes is None else dict(axes=axes)
        case(f'axes {axes} keepdims {keep}', op, 11, [red], [y], picture=pic, keepdims=keep, **a)
        if op == 'ReduceSum':
            case(f'axes {axes} keepdims {keep}', op, 13, [red] + ([] if axes is None else [whole(*axes)]), [y], picture=pic, keepdims=keep)
case('nothing to do', 'ReduceSum', 13, [red, whole()], [red], picture=True, noop_with_empty_axes=1)
case('', 'ReduceLogSum', 13, [positive(1, 1)], [0])
r = positive(2, 3)
cases.pop()
case('', 'ReduceLogSum', 13, [r], [np.log(r.astype(float).sum(1, keepdims=True))], picture=True, axes=(1,))

# ---- normalisations

c3 = [positive(3), real(3), real(3), positive(3)]
for shape, opset in [((2, 3, 4, 5), 7), ((2, 3, 4, 5), 14), ((4, 3), 9), ((2, 3, 5), 15)]:
    xn = real(*shape)
    s = (1, 3) + (1,) * (len(shape) - 2)
    g, b, m, v = [k.astype(float).reshape(s) for k in c3]
    for a, eps in [({}, 1e-5), (dict(epsilon=1e-2), 1e-2)]:
        case(f'{shape} {a}', 'BatchNormalization', opset, [xn] + c3, [g * (xn - m) / np.sqrt(v + eps) + b], constants=[1, 2, 3, 4], picture=True, **a)
xn = real(2, 3, 4, 5)
g, b = c3[0].astype(float).reshape(1, 3, 1, 1), c3[1].astype(float).reshape(1, 3, 1, 1)
mu, var = xn.astype(float).mean((2, 3), keepdims=True), xn.astype(float).var((2, 3), keepdims=True)
case('', 'InstanceNormalization', 7, [xn, c3[0], c3[1]], [g * (xn - mu) / np.sqrt(var + 1e-3) + b], constants=[1, 2], picture=True, epsilon=1e-3)
for axis in (-1, 1, 2, -3):
    at = axis % 4
    over = tuple(range(at, 4))
    g, b = positive(*xn.shape[at:]), real(*xn.shape[at:])
    mu, var = xn.astype(float).mean(over, keepdims=True), xn.astype(float).var(over, keepdims=True)
    y = (xn - mu) / np.sqrt(var + 1e-5)
    case(f'axis {axis}', 'LayerNormalization', 17, [xn, g, b], [y * g + b], constants=[1, 2], picture=True, axis=axis)
    case(f'axis {axis} without bias', 'LayerNormalization', 17, [xn, g], [y * g], constants=[1], picture=True, axis=axis)
for size in (1, 2, 3, 5):
    xl = real(2, 5, 3, 2)
    y = np.empty(xl.shape)
    for n, c, i, j in np.ndindex(*y.shape):
        near = [float(xl[n, k, i, j]) ** 2 for k in range(max(0, c - (size - 1) // 2), min(5, c + ceil((size - 1) / 2) + 1))]
        y[n, c, i, j] = xl[n, c, i, j] / (1.5 + 0.7 / size * sum(near)) ** 0.6
    case(f'size {size}', 'LRN', 13, [xl], [y], picture=True, size=size, alpha=0.7, beta=0.6, bias=1.5)

# ---- moving

m = real(2, 3, 4, 5)
for axis in (1, 2, -1):
    parts = [real(2, 3, 4, 5), real(2, 3, 4, 5)]
    case(f'axis {axis}', 'Concat', 11, parts, [np.concatenate(parts, axis)], axis=axis)
case('one computed', 'Concat', 7, [real(3), real(4)], [0], axis=0)
cases.pop()
for opset, sizes, axis in [(7, (1, 2), 1), (11, None, 2), (13, (3, 1, 1), -1), (13, None, 1), (2, (2, 2), 2)]:
    n = len(sizes) if sizes else (m.shape[axis])
    outs = np.split(m, np.cumsum(sizes)[:-1] if sizes else n, axis)
    ins, a = ([m, whole(*sizes)], {}) if opset >= 13 and sizes else ([m], dict(split=sizes) if sizes else {})
    case(f'{sizes} axis {axis}', 'Split', opset, ins, outs, axis=axis, **a)
big = np.iinfo(np.int64).max
for starts, ends, axes, steps, key in [((1,), (3,), (2,), None, np.s_[:, :, 1:3]), ((0, 1), (-1, 5), (2, 3), None, np.s_[:, :, :-1, 1:]),
                                       ((-2,), (big,), (3,), (1,), np.s_[..., -2:]), ((0,), (big,), (2,), (2,), np.s_[:, :, ::2]),
                                       ((-1,), (-big,), (3,), (-1,), np.s_[..., ::-1]), ((3,), (0,), (2,), (-2,), np.s_[:, :, 3:0:-2]),
                                       ((1,), (100,), (1,), (1,), np.s_[:, 1:]), ((0, 0), (2, 2), None, None, np.s_[0:2, 0:2])]:
    ins = [m, whole(*starts), whole(*ends)] + ([whole(*axes)] if axes else []) + ([whole(*steps)] if steps else [])
    case(f'{starts} {ends} {axes} {steps}', 'Slice', 11, ins, [m[key]], picture=axes is not None)
    if not steps:
        case(f'{starts} {ends} {axes}', 'Slice', 9, [m], [m[key]], picture=axes is not None, starts=starts, ends=ends, **(dict(axes=axes) if axes else {}))
for mode, name in [('constant', 'constant'), ('reflect', 'reflect'), ('edge', 'edge')]:
    for widths in [(0, 0, 1, 2, 0, 0, 2, 1), (0, 0, 3, 0, 0, 0, 0, 4)]:
        pairs = list(zip(widths[:4], widths[4:]))
        y = np.pad(m, pairs, name, **(dict(constant_values=0.75) if mode == 'constant' else {}))
        case(f'{mode} {widths}', 'Pad', 13, [m, whole(*widths)] + ([np.float32(0.75)] if mode == 'constant' else []), [y], constants=[2], picture=True, mode=mode)
        case(f'{mode} {widths}', 'Pad', 2, [m], [y], picture=True, mode=mode, pads=widths, **(dict(value=0.75) if mode == 'constant' else {}))
case('negative', 'Pad', 11, [m, whole(0, 0, -1, 1, 0, 0, 1, -2)], [np.pad(m[:, :, 1:, :-2], [(0, 0), (0, 0), (0, 1), (1, 0)])], picture=True)
for axis in (0, 1, 2, 4, -1):
    a = axis % 5 if axis >= 0 else axis + 4
    case(f'axis {axis}', 'Flatten', 13, [m], [m.reshape(int(np.prod(m.shape[:a])), -1)], picture=axis == 1, axis=axis)
for shape, got in [((0, -1), (2, 60)), ((2, 12, 5), (2, 12, 5)), ((0, 0, 20), (2, 3, 20)), ((-1, 4, 5), (6, 4, 5)), ((2, 3, 1, 4, 5), (2, 3, 1, 4, 5))]:
    case(f'{shape}', 'Reshape', 13, [m, whole(*shape)], [m.reshape(got)], picture=shape[0] == 0)
for perm in [(0, 2, 3, 1), (3, 2, 1, 0), (1, 0, 3, 2), None]:
    case(f'{perm}', 'Transpose', 13, [m], [np.transpose(m, perm)], picture=perm == (0, 2, 3, 1), **(dict(perm=perm) if perm else {}))
q = real(2, 1, 3, 1)
for axes in [(1,), (3,), (1, 3), (-1,)]:
    case(f'{axes}', 'Squeeze', 11, [q], [np.squeeze(q, axes)], picture=True, axes=axes)
    case(f'{axes}', 'Squeeze', 13, [q, whole(*axes)], [np.squeeze(q, axes)], picture=True)
case('all', 'Squeeze', 13, [q], [np.squeeze(q)])
t2 = real(2, 3)
for axes in [(2,), (1,), (2, 3), (-1,), (1, -1)]:
    y = np.expand_dims(t2, axes)
    case(f'{axes}', 'Unsqueeze', 11, [t2], [y], picture=True, axes=axes)
    case(f'{axes}', 'Unsqueeze', 13, [t2, whole(*axes)], [y], picture=True)
for axis, index in [(1, whole(2, 0)), (2, np.array(1, np.int64)), (3, whole(-1, 0, 0)), (1, np.array([[0, 1], [2, 0]], np.int64)), (0, whole(1))]:
    case(f'axis {axis} {index.tolist()}', 'Gather', 13, [m, index], [np.take(m, index, axis)], picture=axis > 0, axis=axis)
for own, to in [((2, 1, 3), (2, 4, 3)), ((3, 1), (2, 1, 4)), ((1,), (2, 3)), ((2, 3), (1, 3))]:
    s = real(*own)
    case(f'{own} {to}', 'Expand', 13, [s, whole(*to)], [np.broadcast_to(s, np.broadcast_shapes(own, to))])
d = real(2, 8, 2, 3)
for mode in ('DCR', 'CRD'):
    y = np.empty((2, 2, 4, 6))
    for n, c, i, j in np.ndindex(*y.shape):
        block = (i % 2) * 2 + j % 2
        y[n, c, i, j] = d[n, block * 2 + c if mode == 'DCR' else c * 4 + block, i // 2, j // 2]
    case(mode, 'DepthToSpace', 11, [d], [y], picture=True, blocksize=2, mode=mode)
s = real(2, 3, 4, 6)
y = np.empty((2, 12, 2, 3))
for n, c, i, j in np.ndindex(*y.shape):
    y[n, c, i, j] = s[n, c % 3, 2 * i + c // 3 // 2, 2 * j + c // 3 % 2]
case('', 'SpaceToDepth', 13, [s], [y], picture=True, blocksize=2)
case('', 'Dropout', 7, [m], [m], picture=True, ratio=0.4)
case('ratio as input', 'Dropout', 13, [m, np.float32(0.4)], [m], constants=[1], picture=True)
case('to float', 'Cast', 13, [m], [m], picture=True, to=1)

# ---- resizing


def axis_map(extent, results, scale, mode, coordinates, rounding):
    """For each result the cells that it reads and their weights."""
    rows = np.zeros((results, extent))
    for i in range(results):
        at = {'half_pixel': (i + 0.5) / scale - 0.5, 'asymmetric': i / scale,
              'pytorch_half_pixel': (i + 0.5) / scale - 0.5 if results > 1 else 0,
              'align_corners': i * (extent - 1) / (results - 1) if results > 1 else 0}[coordinates]
        if mode == 'nearest':
            n = {'floor': floor(at), 'ceil': ceil(at), 'round_prefer_floor': ceil(at - 0.5), 'round_prefer_ceil': floor(at + 0.5)}[rounding]
            rows[i, min(extent - 1, max(0, n))] = 1
        else:
            lower = floor(at)
            for k, weight in ((lower, 1 - (at - lower)), (lower + 1, at - lower)):
                rows[i, min(extent - 1, max(0, k))] += weight
    return rows


z = real(2, 2, 4, 5)


def resized(sizes, scales, mode, coordinates, rounding='round_prefer_floor'):
    r = axis_map(4, sizes[0], scales[0], mode, coordinates, rounding)
    c = axis_map(5, sizes[1], scales[1], mode, coordinates, rounding)
    return np.einsum('ih,nchw,jw->ncij', r, z.astype(float), c)


for mode, coordinates in itertools.product(('nearest', 'linear'), ('half_pixel', 'asymmetric', 'pytorch_half_pixel', 'align_corners')):
    for rounding in ('floor', 'ceil', 'round_prefer_floor', 'round_prefer_ceil') if mode == 'nearest' else ('round_prefer_floor',):
        a = dict(mode=mode, coordinate_transformation_mode=coordinates, **(dict(nearest_mode=rounding) if mode == 'nearest' else {}))
        for sizes in [(7, 10), (3, 2), (1, 8)]:
            y = resized(sizes, (sizes[0] / 4, sizes[1] / 5), mode, coordinates, rounding)
            case(f'{mode} {coordinates} {rounding} sizes {sizes}', 'Resize', 11, [z, np.array([], np.float32), np.array([], np.float32), whole(2, 2, *sizes)],
                 [y], constants=[1, 2], **a)
        scales = (2.0, 1.5) if coordinates != 'align_corners' else (2.0, 2.0)
        sizes = (8, floor(5 * scales[1]))
        case(f'{mode} {coordinates} {rounding} scales {scales}', 'Resize', 13, [z, None, np.array([1, 1, *scales], np.float32)],
             [resized(sizes, scales, mode, coordinates, rounding)], constants=[2], picture=True, **a)
for mode in ('nearest', 'linear'):
    y = resized((8, 15), (2, 3), mode, 'asymmetric', 'floor')
    case(f'{mode}', 'Upsample', 9, [z, np.array([1, 1, 2, 3], np.float32)], [y], constants=[1], picture=True, mode=mode)
    case(f'{mode}', 'Upsample', 7, [z], [y], picture=True, mode=mode, scales=[1.0, 1.0, 2.0, 3.0])
    case(f'{mode}', 'Resize', 10, [z, np.array([1, 1, 2, 3], np.float32)], [y], constants=[1], picture=True, mode=mode)


# ---- what versions 18 to 21 write differently

for op, f in [('ReduceMean', np.mean), ('ReduceMax', np.max), ('ReduceMin', np.min),
              ('ReduceSumSquare', lambda v, axis, keepdims: (v * v).sum(axis, keepdims=keepdims)),
              ('ReduceL1', lambda v, axis, keepdims: abs(v).sum(axis, keepdims=keepdims)),
              ('ReduceL2', lambda v, axis, keepdims: np.sqrt((v * v).sum(axis, keepdims=keepdims)))]:
    for axes, keep in [((2, 3), 1), ((-1,), 0), (None, 1)]:
        y = f(red.astype(float), axis=axes, keepdims=bool(keep))
        case(f'axes as input {axes} keepdims {keep}', op, 20 if op in ('ReduceMax', 'ReduceMin') else 18,
             [red] + ([] if axes is None else [whole(*axes)]), [y], picture=axes is not None, keepdims=keep)
    if op in ('ReduceMean', 'ReduceMax', 'ReduceMin'):
        case('axes as input, nothing to do', op, 18, [red, whole()], [red], picture=True, noop_with_empty_axes=1)
case('axes as input', 'ReduceLogSum', 18, [r, whole(1)], [np.log(r.astype(float).sum(1, keepdims=True))], picture=True)
for axis, parts in [(1, 3), (2, 2), (3, 2), (-1, 3)]:
    each = ceil(m.shape[axis] / parts)
    case(f'num_outputs {parts} axis {axis}', 'Split', 18, [m], np.split(m, [each * i for i in range(1, parts)], axis), axis=axis, num_outputs=parts)
for opset, mode, widths, axes in [(18, 'constant', (1, 2, 0, 3), (2, 3)), (18, 'reflect', (2, 1), (-1,)), (19, 'wrap', (1, 3, 2, 4), (2, 3)),
                                  (21, 'edge', (3, 0), (2,))]:
    pairs = [(0, 0)] * 4
    for i, axis in enumerate(axes):
        pairs[axis] = (widths[i], widths[len(axes) + i])
    y = np.pad(m, pairs, mode, **(dict(constant_values=-0.5) if mode == 'constant' else {}))
    case(f'{mode} {widths} of axes {axes}', 'Pad', opset, [m, whole(*widths), np.float32(-0.5) if mode == 'constant' else None, whole(*axes)], [y],
         constants=[2], picture=True, mode=mode)
case('dilations counted', 'AveragePool', 19, [xp], [pool(xp, mean, (2, 3), (2, 1), (1, 1, 0, 2), (2, 2), counted=True)], picture=True,
     kernel_shape=(2, 3), strides=(2, 1), pads=(1, 1, 0, 2), dilations=(2, 2), count_include_pad=1)
case('dilations', 'AveragePool', 19, [xp], [pool(xp, mean, (2, 3), (2, 1), (1, 1, 0, 2), (2, 2))], picture=True,
     kernel_shape=(2, 3), strides=(2, 1), pads=(1, 1, 0, 2), dilations=(2, 2))
case('allowzero', 'Reshape', 21, [m, whole(2, -1)], [m.reshape(2, -1)], picture=True, allowzero=1)
case('axis 1', 'Flatten', 21, [m], [m.reshape(2, -1)], picture=True, axis=1)
case('(0, 2, 3, 1)', 'Transpose', 21, [m], [np.transpose(m, (0, 2, 3, 1))], picture=True, perm=(0, 2, 3, 1))
case('(1,)', 'Squeeze', 21, [q, whole(1)], [np.squeeze(q, 1)], picture=True)
case('(1, -1)', 'Unsqueeze', 21, [t2, whole(1, -1)], [np.expand_dims(t2, (1, -1))], picture=True)
case('to float, saturate', 'Cast', 19, [m], [m], picture=True, to=1, saturate=1)


def antialiased(extent, results, scale):
    """The triangle made 1/scale times as wide; what lies outside of the picture falls on its edge."""
    rows = np.zeros((results, extent))
    wide = max(1.0, 1 / scale)
    for i in range(results):
        at = (i + 0.5) / scale - 0.5
        for j in range(floor(at - wide), ceil(at + wide) + 1):
            rows[i, min(extent - 1, max(0, j))] += max(0.0, 1 - abs(j - at) / wide)
        rows[i] /= rows[i].sum()
    return rows


wide = real(2, 2, 9, 11)
for sizes in [(4, 5), (2, 3), (9, 4), (12, 6)]:
    y = np.einsum('ih,nchw,jw->ncij', antialiased(9, sizes[0], sizes[0] / 9), wide.astype(float), antialiased(11, sizes[1], sizes[1] / 11))
    case(f'antialias sizes {sizes}', 'Resize', 18, [wide, None, None, whole(*sizes)], [y], picture=True, mode='linear', antialias=1, axes=(2, 3))
y = np.einsum('ih,nchw,jw->ncij', antialiased(9, 4, 0.5), wide.astype(float), antialiased(11, 6, 0.6))
case('antialias scales', 'Resize', 18, [wide, None, np.array([1, 1, 0.5, 0.6], np.float32)], [y], constants=[2], picture=True, mode='linear', antialias=1)
y = np.einsum('ih,nchw,jw->ncij', axis_map(9, 9, 1, 'nearest', 'half_pixel', 'floor'), wide.astype(float),
              axis_map(11, 22, 2, 'nearest', 'half_pixel', 'floor'))
case('one axis', 'Resize', 18, [wide, None, np.array([2], np.float32)], [y], constants=[2], picture=True, mode='nearest', nearest_mode='floor', axes=(3,))
for kind, scale in (('not_larger', 6 / 11), ('not_smaller', 8 / 9)):
    sizes = (floor(9 * scale + 0.5), floor(11 * scale + 0.5))
    y = np.einsum('ih,nchw,jw->ncij', axis_map(9, sizes[0], scale, 'linear', 'half_pixel', ''), wide.astype(float),
                  axis_map(11, sizes[1], scale, 'linear', 'half_pixel', ''))
    case(kind, 'Resize', 19, [wide, None, None, whole(8, 6)], [y], picture=True, mode='linear', axes=(2, 3), keep_aspect_ratio_policy=kind)


def symmetric(extent, scale):
    """Where the results are not extent * scale many, what is cut off is cut off on both sides."""
    results = floor(extent * scale)
    offset = extent / 2 * (1 - results / (extent * scale))
    rows = np.zeros((results, extent))
    for i in range(results):
        at = min(extent - 1, max(0, offset + (i + 0.5) / scale - 0.5))
        rows[i, floor(at)] += 1 - (at - floor(at))
        rows[i, min(extent - 1, floor(at) + 1)] += at - floor(at)
    return rows


y = np.einsum('ih,nchw,jw->ncij', symmetric(9, 0.6), wide.astype(float), symmetric(11, 1.3))
case('half_pixel_symmetric', 'Resize', 19, [wide, None, np.array([1, 1, 0.6, 1.3], np.float32)], [y], constants=[2], picture=True, mode='linear',
     coordinate_transformation_mode='half_pixel_symmetric')


# ---- cubic resizing: a weight for each pair of a result and a cell, cells outside on the edge or left out


def keys(v, a):
    v = abs(v)
    return (a + 2) * v ** 3 - (a + 3) * v ** 2 + 1 if v <= 1 else a * (v ** 3 - 5 * v ** 2 + 8 * v - 4) if v < 2 else 0


def cubic_rows(extent, results, scale, a, outside, width):
    rows = np.zeros((results, extent))
    for i in range(results):
        at = (i + 0.5) / scale - 0.5
        for j in range(-20, extent + 20):
            if outside and not 0 <= j < extent:
                continue
            rows[i, min(extent - 1, max(0, j))] += keys((j - at) / width, a)
        rows[i] /= rows[i].sum()
    return rows


for opset, scales, extra, a, outside, anti in [(11, (1.5, 2), {}, -0.75, 0, 0), (13, (0.6, 0.8), dict(cubic_coeff_a=-0.5), -0.5, 0, 0),
                                               (13, (2, 1.7), dict(exclude_outside=1), -0.75, 1, 0), (18, (0.4, 0.5), dict(antialias=1), -0.75, 0, 1)]:
    r = cubic_rows(4, floor(4 * scales[0]), np.float32(scales[0]), a, outside, 1 / scales[0] if anti else 1)
    c = cubic_rows(5, floor(5 * scales[1]), np.float32(scales[1]), a, outside, 1 / scales[1] if anti else 1)
    case(f'cubic {scales} {extra}', 'Resize', opset, [z, np.array([], np.float32), np.array([1, 1, *scales], np.float32)],
         [np.einsum('ih,nchw,jw->ncij', r, z.astype(float), c)], constants=[1, 2], picture=True, mode='cubic', **extra)

# ---- groups of channels

xn = real(2, 6, 3, 4)
for opset, groups, eps in [(18, 2, None), (18, 3, 1e-2), (21, 2, None), (21, 6, None)]:
    of = groups if opset < 21 else 6
    g, b = positive(of), real(of)
    y = np.empty(xn.shape)
    for n in range(2):
        for k in range(6):
            first = k // (6 // groups) * (6 // groups)
            part = xn[n, first:first + 6 // groups].astype(float)
            at = k if opset >= 21 else k // (6 // groups)
            y[n, k] = (xn[n, k] - part.mean()) / np.sqrt(part.var() + (eps or 1e-5)) * g[at] + b[at]
    case(f'{groups} groups', 'GroupNormalization', opset, [xn, g, b], [y], constants=[1, 2], picture=True, num_groups=groups,
         **(dict(epsilon=eps) if eps else {}))


def field(number, data):
    out, n = bytearray([number << 3 | 2]), len(data)
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out) + bytes([n]) + data


# ---- sums by letters, triangles, places, comparisons


def einsum(equation, *factors):
    """The sum over every letter that the result lacks, by one loop over all letters."""
    left, result = equation.split('->')
    names = left.split(',')
    extents = {l: n for name, f in zip(names, factors) for l, n in zip(name, f.shape)}
    y = np.zeros([extents[l] for l in result])
    for values in itertools.product(*[range(n) for n in extents.values()]):
        at = dict(zip(extents, values))
        term = 1.0
        for name, f in zip(names, factors):
            term *= float(f[tuple(at[l] for l in name)])
        y[tuple(at[l] for l in result)] += term
    return y


for equation, shapes in [('bhid,bhjd->bhij', ((2, 3, 4, 5), (2, 3, 2, 5))), ('bij,bjk->bik', ((2, 3, 4), (2, 4, 5))), ('ij,jk->ki', ((3, 4), (4, 2))),
                         ('bi,bj->bij', ((2, 3), (2, 4))), ('bic,cd->bdi', ((2, 3, 4), (4, 5))), ('bij->bj', ((2, 3, 4),)), ('bi->ib', ((2, 3),)),
                         ('bij,bjk,bkl->bil', ((2, 3, 4), (2, 4, 2), (2, 2, 3))), ('bhi,bci->bh', ((2, 3, 4), (2, 2, 4))), ('b,b->b', ((3,), (3,))),
                         ('i,i->', ((4,), (4,)))]:
    factors = [real(*shape) for shape in shapes]
    case(equation, 'Einsum', 12, factors, [einsum(equation, *factors)], equation=equation)
factors = [real(2, 3), real(3, 4)]
case('without an arrow', 'Einsum', 12, factors, [einsum('ab,bc->ac', *factors)], equation='ab, bc')
t = real(2, 3, 4)
for k, upper in itertools.product((None, 0, 1, -1, 7, -7), (1, 0)):
    y = np.zeros(t.shape)
    for index in np.ndindex(*t.shape):
        d = index[2] - index[1] - (k or 0)
        y[index] = t[index] if (d >= 0 if upper else d <= 0) else 0
    case(f'{k} upper {upper}', 'Trilu', 14, [t] + ([] if k is None else [np.array(k, np.int64)]), [y], picture=True, upper=upper)
for index in ([[0], [2]], [[1, 2], [0, 0], [1, 2]], [[-1, 1]], [[[2, 0], [0, 1]], [[1, 1], [2, 2]]]):
    at, data = np.array(index, np.int64), real(3, 3, 4)
    updates = real(*at.shape[:-1], *data.shape[at.shape[-1]:])
    y = data.astype(float)
    for place in np.ndindex(*at.shape[:-1]):
        y[tuple(at[place])] = updates[place]
    case(f'{index}', 'ScatterND', 13, [data, at, updates], [y])
data, at = real(3, 4), np.array([[0, 2, 1], [1, -1, 0]], np.int64)
case('axis 0', 'GatherElements', 13, [data, at], [np.array([[data[at[i, j] % 3, j] for j in range(3)] for i in range(2)])])
at = np.array([[0, -1], [3, 3], [1, 0]], np.int64)
case('axis 1', 'GatherElements', 13, [data, at], [np.array([[data[i, at[i, j] % 4] for j in range(2)] for i in range(3)])], axis=1)
case('', 'Tile', 13, [data, whole(2, 3)], [np.array([[data[i % 3, j % 4] for j in range(12)] for i in range(6)])])
case('of nothing', 'Tile', 13, [real(2, 3, 4), whole(1, 1, 1)], [0])
cases[-1] = cases[-1][:3] + ([cases[-1][2][0]], True)
a, c = real(2, 3, 4), real(3, 1)
a[0, 0, 0] = c[0, 0]
for op, f in [('Greater', lambda u, v: u > v), ('Less', lambda u, v: u < v), ('GreaterOrEqual', lambda u, v: u >= v),
              ('LessOrEqual', lambda u, v: u <= v), ('Equal', lambda u, v: u == v)]:
    case('', op, 16, [a, c], [cells(f, a, c)])
bits = np.array([[0, 1, 1], [1, 0, 0]], np.float32)
case('', 'Not', 1, [bits], [1 - bits])
case('', 'And', 7, [bits, np.array([1, 0, 1], np.float32)], [cells(lambda u, v: u and v, bits, np.array([1, 0, 1], np.float32))])
case('', 'Or', 7, [bits, np.array([1, 0, 1], np.float32)], [cells(lambda u, v: u or v, bits, np.array([1, 0, 1], np.float32))])
u, v = real(2, 3), real(3)
case('computed condition', 'Where', 16, [bits, u, v], [cells(lambda b, p, q: p if b else q, bits, u, v)])
case('known condition', 'Where', 9, [bits.astype(np.int64), u, v], [cells(lambda b, p, q: p if b else q, bits, u, v)])

with gzip.GzipFile(sys.argv[1], 'wb', mtime=0) as out:
    for name, model, inputs, outputs, picture in cases:
        parts = field(1, name.encode()) + field(2, model) + b''.join(field(3, i) for i in inputs) + b''.join(field(4, o) for o in outputs)
        out.write(field(1, parts + (b'\x28\x01' if picture else b'')))
print(len(cases), 'cases of', len({c[0].split()[0] for c in cases}), 'operators')
