package lucida.benchmarks.peers;

import java.nio.file.Path;

/** An engine that computes the scores of a network. Those of other projects are services, found where their libraries are. */
public interface PeerEngine {
  /** A network that is ready to run, with its pictures. */
  interface Ready extends AutoCloseable {
    /** Computes the scores, picture by picture. */
    float[] scores() throws Exception;

    @Override
    void close();
  }

  /** What it is called in options and tables. */
  String name();

  /**
   * Loads a network with the engine's best settings.
   *
   * @param onnx the network of the work, as ONNX
   */
  Ready open(ForwardWork work, Path onnx, int threads) throws Exception;
}
