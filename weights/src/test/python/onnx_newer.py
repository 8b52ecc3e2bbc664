"""Models of opset 17 as exporters write them from 18 to 21."""
import copy

import numpy as np
from onnx import helper, numpy_helper

# from which opset on their axes are an input
REDUCTIONS = dict(ReduceMean=18, ReduceMax=18, ReduceMin=18, ReduceL1=18, ReduceL2=18, ReduceLogSum=18, ReduceLogSumExp=18, ReduceProd=18, ReduceSumSquare=18)


def newer(model, opset):
    """Axes of reductions are inputs, equal parts are counted, zeros of shapes and what casts do beyond a range are said."""
    newest = copy.deepcopy(model)
    newest.opset_import[0].version = opset
    for node in newest.graph.node:
        attributes = {a.name: a for a in node.attribute}
        if node.op_type in REDUCTIONS and 'axes' in attributes:
            name = node.output[0] + '.axes'
            newest.graph.initializer.append(numpy_helper.from_array(np.array(attributes['axes'].ints, np.int64), name))
            node.input.append(name)
            node.attribute.remove(attributes['axes'])
        if node.op_type == 'Split' and len(node.input) == 1:
            node.attribute.append(helper.make_attribute('num_outputs', len(node.output)))
        if node.op_type == 'Reshape' and 'allowzero' not in attributes:
            node.attribute.append(helper.make_attribute('allowzero', 0))
        if node.op_type == 'Cast' and opset >= 19:
            node.attribute.append(helper.make_attribute('saturate', 1))
        if node.op_type == 'AveragePool' and opset >= 19:
            node.attribute.append(helper.make_attribute('dilations', [1] * len(attributes['kernel_shape'].ints)))
    return newest
