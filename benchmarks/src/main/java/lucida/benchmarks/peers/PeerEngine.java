package lucida.benchmarks.peers;

import java.util.List;

/** An engine that computes scores of a network, and maybe derivatives of them. Those of other projects are services, found where their libraries are. */
public interface PeerEngine {
  /** A network that is ready to run, with its pictures. */
  interface Ready extends AutoCloseable {
    /** Computes what the task asks for, picture by picture. */
    float[] result() throws Exception;

    @Override
    void close();
  }

  /** What it is called in options and tables. */
  String name();

  /** Whether it can do a task: not every engine derives. */
  default boolean does(Task task) {
    return task == Task.FORWARD;
  }

  /**
   * Reads a network and makes it ready, with the engine's best settings.
   *
   * @param files the network of the work
   */
  Ready open(PeerWork work, NetworkFiles files, int threads) throws Exception;

  /** Whether it says how long each layer takes. */
  default boolean timesLayers() {
    return false;
  }

  /** Times each convolution of a forward sweep, in the order of the network, the least of {@code runs}. */
  default List<LayerTime> layers(PeerWork work, NetworkFiles files, int threads, int runs) throws Exception {
    throw new UnsupportedOperationException(name() + " does not time layers");
  }
}
