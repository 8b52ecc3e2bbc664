"""Makes the small weight files of the tests, and what PyTorch itself reads from them.

Run with Debian's python3-torch 1.13 and python3-numpy, and safetensors 0.8.0:
    python3 make_fixtures.py ../resources/lucida/weights

Beside x.pt stands x.expected: a line for each tensor, "name dtype extents values", the values in hexadecimal.
"""
import argparse
import collections
import io
import os
import pickle
import struct
import sys
import zipfile

import numpy
import torch
from safetensors.torch import save_file

out = sys.argv[1]
NAMES = {torch.float64: 'F64', torch.float32: 'F32', torch.float16: 'F16', torch.bfloat16: 'BF16', torch.int64: 'I64',
         torch.int32: 'I32', torch.int16: 'I16', torch.int8: 'I8', torch.uint8: 'U8', torch.bool: 'BOOL'}


def path(name): return os.path.join(out, name)


def hexadecimal(value): return {'inf': 'Infinity', '-inf': '-Infinity', 'nan': 'NaN'}.get(float(value).hex(), float(value).hex())


def expect(name, rows):
    with open(path(name + '.expected'), 'w') as f:
        for key, dtype, extents, values in rows:
            f.write(' '.join([key, dtype, ','.join(map(str, extents)) or '-', *map(hexadecimal, values)]) + '\n')


def rows(tensors):
    return [(k, NAMES[t.dtype], t.shape, t.detach().contiguous().reshape(-1).tolist()) for k, t in tensors.items()]


def both(name, saved, tensors):
    torch.save(saved, path(name + '.pt'))
    torch.save(saved, path(name + '_legacy.pt'), _use_new_zipfile_serialization=False)
    expect(name, rows(tensors))


def repack(source, target, change=lambda name, data: data, **how):
    with zipfile.ZipFile(path(source)) as old, zipfile.ZipFile(path(target), 'w', **how) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), change(name, old.read(name)), compress_type=how.get('compression', zipfile.ZIP_STORED))


torch.manual_seed(20261121)

# every dtype, with the values at its edges
dtypes = collections.OrderedDict()
for dtype, name in NAMES.items():
    if dtype.is_floating_point:
        i = torch.finfo(dtype)
        edges = [0.0, -0.0, 1.0, -1.5, 1 / 3, i.max, i.min, i.tiny, i.tiny / 4, i.eps, float('inf'), float('-inf'), float('nan')]
    elif dtype == torch.bool:
        edges = [True, False, True, True]
    else:
        i = torch.iinfo(dtype)
        edges = [0, 1, 2, i.max, i.min, 77, 2 ** 53 if dtype == torch.int64 else 3]
    dtypes[name] = torch.tensor(edges, dtype=dtype)
both('dtypes', dtypes, dtypes)

# views: every way in which cells need not be the whole storage in order
base = torch.arange(48.).reshape(4, 3, 2, 2)
flat = torch.randn(30)
views = collections.OrderedDict(
    whole=base, transposed=base.reshape(4, 12).t(), permuted=base.permute(0, 2, 3, 1), channels_last=base.contiguous(memory_format=torch.channels_last),
    row=base[2], column=base[:, 1], stepped=flat[1::3], tail=flat[25:], one=flat[7], expanded=flat[3:5].reshape(2, 1).expand(2, 6),
    scalar=torch.tensor(2.5), empty=torch.zeros(0, 3), empty_view=flat[30:], tied=base, tied_row=base[2], long_step=base.view(-1)[::47])
both('views', views, views)

# a checkpoint as training scripts write it
network = torch.nn.Sequential(torch.nn.Conv2d(2, 3, 3), torch.nn.BatchNorm2d(3), torch.nn.Flatten(), torch.nn.Linear(12, 4))
optimiser = torch.optim.Adam(network.parameters())
network(torch.randn(2, 2, 4, 4)).square().sum().backward()
optimiser.step()
state = torch.nn.DataParallel(network).state_dict()
checkpoint = {'epoch': 12, 'arch': 'tiny', 'best': numpy.float64(0.75), 'args': argparse.Namespace(lr=0.1, sizes=[1, 2]), 'done': True,
              'loss': 0.125, 'array': numpy.ones(3), 'tags': {'a', 'b'}, 'huge': 10 ** 30, 'state_dict': state,
              'optimizer': optimiser.state_dict(), 'history': [[0.5, 1], (2, None)]}
both('checkpoint', checkpoint, state)
for protocol in (3, 4, 5): torch.save(checkpoint, path(f'checkpoint_protocol{protocol}.pt'), pickle_protocol=protocol)
torch.save(checkpoint, path('checkpoint_legacy_protocol4.pt'), pickle_protocol=4, _use_new_zipfile_serialization=False)

# the same bytes in other archives: deflated, with 64-bit sizes, big-endian
repack('checkpoint.pt', 'checkpoint_deflated.pt', compression=zipfile.ZIP_DEFLATED)
limits = zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT
zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = -1, -1
repack('checkpoint.pt', 'checkpoint_zip64.pt')
zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits
big = {'x': torch.tensor([1.5, -2.0, 3.25])}
torch.save(big, path('big_endian.pt'))
with zipfile.ZipFile(path('big_endian.pt')) as z: root = z.namelist()[0].split('/')[0]
repack('big_endian.pt', 'big_endian.tmp', lambda name, data: struct.pack('>3f', 1.5, -2.0, 3.25) if '/data/' in name else data)
with zipfile.ZipFile(path('big_endian.tmp'), 'a') as z: z.writestr(zipfile.ZipInfo(root + '/byteorder'), 'big')
os.replace(path('big_endian.tmp'), path('big_endian.pt'))
expect('big_endian', rows(big))

# parameters; then by hand: storages of a GPU, the calls of newer versions
parameters = {'p': torch.nn.Parameter(torch.randn(2, 3)), 'f': torch.nn.Parameter(torch.arange(3.), requires_grad=False), 'b': torch.ones(1)}
both('parameters', parameters, parameters)


class Call:
    """Pickled as a call of a function of torch that this version does not have."""
    def __init__(self, module, name, *args): self.function, self.args = Name(module, name), args
    def __reduce__(self): return self.function, self.args


class Name:
    """Pickled as a name in a module, whether it exists or not."""
    def __init__(self, module, name): self.module, self.name = module, name
    def __call__(self): pass


class Storage:
    def __init__(self, kind, key, data, view=None): self.kind, self.key, self.data, self.view = kind, key, data, view


class Pickler(pickle._Pickler):
    def persistent_id(self, obj):
        if not isinstance(obj, Storage): return None
        storages[obj.key] = obj
        return ('storage', obj.kind, obj.key, 'cpu', len(obj.data), *([obj.view] if legacy else []))
    def save_name(self, obj): self.write(b'c' + obj.module.encode() + b'\n' + obj.name.encode() + b'\n')
    dispatch = dict(pickle._Pickler.dispatch)
    dispatch[Name] = save_name


def dump(obj):
    buffer = io.BytesIO()
    Pickler(buffer, protocol=2).dump(obj)
    return buffer.getvalue()


def save_by_hand(name, saved):
    global legacy, storages
    legacy, storages = False, {}
    with zipfile.ZipFile(path(name + '.pt'), 'w') as z:
        z.writestr(zipfile.ZipInfo('archive/data.pkl'), dump(saved))
        for key, s in storages.items(): z.writestr(zipfile.ZipInfo('archive/data/' + key), s.data.tobytes())
    legacy, storages = True, {}
    body = dump(saved)
    with open(path(name + '_legacy.pt'), 'wb') as f:
        for thing in (0x1950a86a20f9469cfc6c, 1001, dict(protocol_version=1001, little_endian=True, type_sizes=dict(short=2, int=4, long=4))):
            pickle.dump(thing, f, protocol=2)
        f.write(body)
        pickle.dump(sorted(storages), f, protocol=2)
        for key in sorted(storages): f.write(struct.pack('<q', len(storages[key].data)) + storages[key].data.tobytes())


def rebuild(name, storage, offset, extents, strides, *more):
    return Call('torch._utils', name, storage, offset, extents, strides, *more)


numbers = numpy.arange(12, dtype=numpy.float32)
words = numpy.array([0, 1, 65535], dtype=numpy.uint16)
gpu = Storage(Name('torch.cuda', 'FloatStorage'), '5', numbers)
raw = Storage(Name('torch.storage', 'UntypedStorage'), '6', words.view(numpy.uint8))
plain = (gpu, 2, (2, 3), (3, 1), False, collections.OrderedDict())
calls = {
    'old': rebuild('_rebuild_tensor', gpu, 0, (3, 4), (4, 1)),
    'v3': rebuild('_rebuild_tensor_v3', raw, 0, (3,), (1,), False, collections.OrderedDict(), Name('torch', 'uint16')),
    'state': Call('torch._utils', '_rebuild_parameter_with_state', rebuild('_rebuild_tensor_v2', *plain), True, collections.OrderedDict(), {'a': 1}),
    'type': Call('torch._tensor', '_rebuild_from_type_v2', Name('torch._utils', '_rebuild_tensor_v2'), Name('torch', 'Tensor'), plain, {'a': 1}),
    'size': rebuild('_rebuild_tensor', gpu, 0, Call('torch', 'Size', (12,)), (1,)),
    '_extra_state': None,
}
expected = [('old', 'F32', (3, 4), numbers), ('v3', 'U16', (3,), words), ('state', 'F32', (2, 3), numbers[2:8]), ('type', 'F32', (2, 3), numbers[2:8]),
            ('size', 'F32', (12,), numbers)]
save_by_hand('calls', calls)
expect('calls', expected)

# legacy files may see a part of a storage; PyTorch itself is asked what it reads
save_by_hand('storage_views', {
    'a': rebuild('_rebuild_tensor_v2', Storage(Name('torch', 'FloatStorage'), '7', numbers, ('8', 3, 6)), 1, (2, 2), (2, 1), False, collections.OrderedDict())})
os.remove(path('storage_views.pt'))
expect('storage_views', rows(torch.load(path('storage_views_legacy.pt'))))

# what is refused
torch.save(network, path('module.pt'))
torch.serialization.get_source_lines_and_file = None  # else PyTorch's own source text is in the file
torch.save(network, path('module_legacy.pt'), _use_new_zipfile_serialization=False)
torch.save({'generator': {'w': torch.ones(1)}, 'discriminator': {'w': torch.zeros(1)}}, path('several.pt'))
torch.save({'w': torch.ones(1), 's': torch.eye(2).to_sparse()}, path('sparse.pt'))
torch.save({'w': torch.ones(1), 'c': torch.ones(2, dtype=torch.complex64)}, path('complex.pt'))
torch.save({'w': torch.ones(1), 'c': torch.ones(2, dtype=torch.complex64)}, path('complex_legacy.pt'), _use_new_zipfile_serialization=False)
torch.save({'q': torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)}, path('quantised.pt'))
torch.save(torch.ones(3), path('tensor.pt'))
torch.save([torch.ones(1), torch.ones(2)], path('list.pt'))
torch.save({'epoch': 1}, path('nothing.pt'))
save_by_hand('evil', {'w': Call('os', 'system', 'echo this must not be run')})
cycle = {'w': torch.ones(2)}
cycle['self'] = cycle
torch.save(cycle, path('cycle.pt'))
expect('cycle', rows({'w': cycle['w']}))

# safetensors, and NumPy's archives
tensors = {k: t.contiguous() for k, t in dtypes.items()} | {'empty': torch.zeros(0, 3), 'scalar': torch.tensor(2.5), 'matrix': torch.randn(3, 5)}
save_file(tensors, path('dtypes.safetensors'), metadata={'format': 'pt', 'made': 'by safetensors'})
os.chmod(path('dtypes.safetensors'), 0o644)
expect('dtypes_safetensors', rows(tensors))
arrays = {'a.weight': numpy.arange(6, dtype=numpy.float32).reshape(2, 3), 'a.bias': numpy.float64([1, -2]), 'h': numpy.float16([1.5, 65504]),
          'n': numpy.int64(3), 'f': numpy.asfortranarray(numpy.arange(6.).reshape(2, 3)), 'big': numpy.array([1.5, 2], dtype='>f4'), 'u': numpy.uint8([255, 0]),
          'b': numpy.array([True, False])}
numpy.savez(path('arrays.npz'), **arrays)
numpy.savez_compressed(path('arrays_compressed.npz'), **arrays)
kinds = {'f2': 'F16', 'f4': 'F32', 'f8': 'F64', 'i8': 'I64', 'u1': 'U8', 'b1': 'BOOL'}
expect('arrays', [(k, kinds[a.dtype.str[1:]], a.shape, a.reshape(-1)) for k, a in ((k, numpy.asarray(a)) for k, a in arrays.items())])
