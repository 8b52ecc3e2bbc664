package lucida.benchmarks.peers;

import java.nio.file.Path;

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
   * Loads a network with the engine's best settings.
   *
   * @param onnx the network of the work, as ONNX
   */
  Ready open(PeerWork work, Path onnx, int threads) throws Exception;
}
