package lucida.benchmarks.peers;

import ai.djl.engine.Engine;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import lucida.layers.Network;

/** PyTorch through DJL. */
public final class PyTorch implements PeerEngine {
  @Override
  public String name() { return "pytorch"; }

  @Override
  public boolean does(Task task) {
    return task != Task.GRAD_CAM_PLUS_PLUS;
  }

  @Override
  public Ready open(PeerWork work, NetworkFiles files, int threads) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    NDManager memory = Engine.getEngine("PyTorch").newBaseManager();
    return new Eager(memory, TorchNetwork.of(files.model(), memory), TorchNetwork.array(memory, work.pictures()), work);
  }

  /** A network with its pictures. */
  private record Eager(NDManager memory, TorchNetwork network, NDArray pictures, PeerWork work) implements Ready {
    /** Masked pictures at once in Score-CAM, as many as this project takes. */
    private static final int AT_ONCE = 16;

    @Override
    public float[] result() {
      try (NDManager values = memory.newSubManager()) {
        NDArray x = pictures.duplicate();
        x.attach(values);
        NDArray result = switch (work.task()) {
          case FORWARD -> network.scores(x);
          case GRADIENT -> derived(x, Network.INPUT).gradient();
          case GRAD_CAM -> gradCam(derived(x, work.layer()));
          case SCORE_CAM -> scoreCam(x, values);
          case GRAD_CAM_PLUS_PLUS -> throw new IllegalArgumentException(work.toString());
        };
        return result.toFloatArray();
      }
    }

    /** What a score was derived by, and its gradient. */
    private record Derived(NDArray value, NDArray gradient) {}

    /** The scores derived by the pictures or a layer; what lies before it is computed without a record for the way back. */
    private Derived derived(NDArray x, String by) {
      Map<String, NDArray> computed = new HashMap<>(Map.of(Network.INPUT, x));
      Iterator<Network.Node> nodes = network.network().nodes().iterator();
      network.until(by, computed, nodes);
      NDArray A = computed.get(by);
      A.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        nodes.forEachRemaining(node -> network.compute(node, computed));
        collector.backward(computed.get(network.network().output()).get(new NDIndex(":, " + Task.CLASS)).sum());
      }
      return new Derived(A.stopGradient(), A.getGradient());
    }

    private static NDArray gradCam(Derived d) {
      NDArray weights = d.gradient().mean(new int[]{3}, true).mean(new int[]{2}, true);
      return Activation.relu(d.value().mul(weights).sum(new int[]{1}));
    }

    /** Score-CAM's maps, a picture at a time: masks of a batch are made when it comes, and channels that are constant have none. */
    private NDArray scoreCam(NDArray x, NDManager values) {
      NDList maps = new NDList();
      for (int n = 0; n < work.batch(); n++)
        try (NDManager memory = values.newSubManager()) {
          NDArray one = x.get(new NDIndex("{}:{}", n, n + 1));
          one.attach(memory);
          NDArray map = scoreCam(one);
          map.attach(values);
          maps.add(map);
        }
      return NDArrays.stack(maps);
    }

    /** The map of a picture [1, C, H, W]. */
    private NDArray scoreCam(NDArray x) {
      Map<String, NDArray> computed = new HashMap<>(Map.of(Network.INPUT, x.duplicate()));
      network.until(work.layer(), computed, network.network().nodes().iterator());
      NDArray A = computed.get(work.layer()).squeeze(0);
      float[] range = A.max(new int[]{2}).max(new int[]{1}).sub(A.min(new int[]{2}).min(new int[]{1})).toFloatArray();
      long[] varied = IntStream.range(0, range.length).filter(k -> range[k] > 0).asLongStream().toArray();
      NDArray live = A.get(A.getManager().create(varied));
      NDList C = new NDList();
      for (long first = 0, all = live.getShape().get(0); first < all; first += AT_ONCE)
        C.add(confidence(live.get(new NDIndex("{}:{}", first, Math.min(first + AT_ONCE, all))), x));
      NDArray w = NDArrays.concat(C).softmax(0).reshape(-1, 1, 1);
      return Activation.relu(live.mul(w).sum(new int[]{0}));
    }

    /** The scores of a picture masked by channels [k, h, w]. */
    private NDArray confidence(NDArray channels, NDArray x) {
      try (NDManager memory = channels.getManager().newSubManager()) {
        NDArray some = channels.duplicate();
        some.attach(memory);
        NDArray up = some.expandDims(1).getNDArrayInternal().interpolation(
            new long[]{x.getShape().get(2), x.getShape().get(3)}, Image.Interpolation.BILINEAR.ordinal(), false);
        NDArray least = up.min(new int[]{3}, true).min(new int[]{2}, true);
        NDArray largest = up.max(new int[]{3}, true).max(new int[]{2}, true);
        NDArray scores = network.scores(up.sub(least).div(largest.sub(least)).mul(x)).get(new NDIndex(":, " + Task.CLASS));
        scores.attach(channels.getManager());
        return scores;
      }
    }

    @Override
    public void close() { memory.close(); }
  }
}
