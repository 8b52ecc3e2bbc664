package lucida.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import lucida.core.Tensor;

/** ONNX Runtime on processors, all its optimisations on. */
public final class OnnxRuntime implements PeerEngine {
  @Override
  public String name() { return "onnxruntime"; }

  @Override
  public Ready open(PeerWork work, NetworkFiles files, int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      Tensor pictures = work.pictures();
      FloatBuffer cells = ByteBuffer.allocateDirect(Float.BYTES * pictures.size()).order(ByteOrder.nativeOrder()).asFloatBuffer();
      for (int i = 0; i < pictures.size(); i++) cells.put(i, (float) pictures.cell(i));
      long[] shape = Arrays.stream(work.shape().extents()).asLongStream().toArray();
      return new Session(environment.createSession(files.onnx().toString(), options),
          OnnxTensor.createTensor(environment, cells, shape));
    }
  }

  private record Session(OrtSession session, OnnxTensor pictures) implements Ready {
    @Override
    public float[] result() throws OrtException {
      try (OrtSession.Result result = session.run(Map.of("input", pictures))) {
        FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] cells = new float[scores.remaining()];
        scores.get(cells);
        return cells;
      }
    }

    @Override
    public void close() {
      pictures.close();
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
