package lucida.benchmarks;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/** {@link lucida.layers.architecture.CifarResNet}, built from DJL blocks. */
final class PyTorchResNet {
  private PyTorchResNet() {}

  static Block of(int depth, int classes) {
    SequentialBlock net = new SequentialBlock().add(convolution(16, 1)).add(norm()).add(Activation.reluBlock());
    int channels = 16;
    for (int stage = 1; stage <= 3; stage++)
      for (int i = 0; i < depth / 6; i++) {
        int width = 8 << stage;
        net.add(residual(channels, width, stage > 1 && i == 0 ? 2 : 1));
        channels = width;
      }
    return net.add(Pool.globalAvgPool2dBlock()).add(Linear.builder().setUnits(classes).build());
  }

  private static Block convolution(int filters, int stride) {
    return Conv2d.builder().setFilters(filters).setKernelShape(new Shape(3, 3)).optStride(new Shape(stride, stride))
        .optPadding(new Shape(1, 1)).optBias(false).build();
  }

  private static Block norm() { return BatchNorm.builder().optEpsilon(1e-5f).build(); }

  private static Block residual(int channels, int width, int stride) {
    Block way = new SequentialBlock().add(convolution(width, stride)).add(norm()).add(Activation.reluBlock())
        .add(convolution(width, 1)).add(norm());
    ParallelBlock sum = new ParallelBlock(
        both -> new NDList(both.get(0).singletonOrThrow().add(both.get(1).singletonOrThrow())),
        List.of(way, shortcut(width - channels, stride)));
    return new SequentialBlock().add(sum).add(Activation.reluBlock());
  }

  /** Option A of the paper: every second cell, with zero channels before and after. */
  private static Block shortcut(int more, int stride) {
    if (more == 0) return new LambdaBlock(x -> x, "shortcut");
    return LambdaBlock.singleton(x -> {
      var some = x.get(":, :, ::" + stride + ", ::" + stride);
      long[] extents = some.getShape().getShape();
      var zeros = x.getManager().zeros(new Shape(extents[0], more / 2, extents[2], extents[3]));
      return zeros.concat(some, 1).concat(zeros, 1);
    }, "shortcut");
  }
}
