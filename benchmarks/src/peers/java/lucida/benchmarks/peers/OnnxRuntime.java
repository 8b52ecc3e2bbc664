package lucida.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lucida.core.Shape;
import lucida.core.Tensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ONNX Runtime on processors, all its optimisations on. */
public final class OnnxRuntime implements PeerEngine {
  @Override
  public String name() { return "onnxruntime"; }

  @Override
  public Ready open(PeerWork work, NetworkFiles files, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = options(threads)) {
      return new Session(OrtEnvironment.getEnvironment().createSession(files.onnx().toString(), options), pictures(work));
    }
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    return options;
  }

  private static OnnxTensor pictures(PeerWork work) throws OrtException {
    Tensor pictures = work.pictures();
    FloatBuffer cells = ByteBuffer.allocateDirect(Float.BYTES * pictures.size()).order(ByteOrder.nativeOrder()).asFloatBuffer();
    for (int i = 0; i < pictures.size(); i++) cells.put(i, (float) pictures.cell(i));
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), cells,
        Arrays.stream(work.shape().extents()).asLongStream().toArray());
  }

  @Override
  public boolean timesLayers() { return true; }

  /** By its own profile, which names the extents of what each node reads and fills. */
  @Override
  public List<LayerTime> layers(PeerWork work, NetworkFiles files, int threads, int runs) throws OrtException, IOException {
    Path folder = Files.createTempDirectory("lucida-profile");
    Path profile;
    try (OrtSession.SessionOptions options = options(threads)) {
      options.enableProfiling(folder.resolve("profile").toString());
      try (OrtSession session = OrtEnvironment.getEnvironment().createSession(files.onnx().toString(), options);
          OnnxTensor pictures = pictures(work)) {
        for (int run = 0; run < runs; run++) session.run(Map.of("input", pictures)).close();
        profile = Path.of(session.endProfiling());
      }
    }
    Map<String, LayerTime> least = new LinkedHashMap<>();
    for (JsonNode event : new JsonMapper().readTree(Files.readString(profile)))
      if (event.path("name").asString().endsWith("_kernel_time") && event.path("args").path("op_name").asString().equals("Conv"))
        least.merge(event.path("name").asString(), layer(event), (a, b) -> a.seconds() < b.seconds() ? a : b);
    Files.delete(profile);
    Files.delete(folder);
    return List.copyOf(least.values());
  }

  private static LayerTime layer(JsonNode event) {
    JsonNode args = event.path("args");
    return new LayerTime(shape(args.path("input_type_shape").path(0)), shape(args.path("input_type_shape").path(1)),
        shape(args.path("output_type_shape").path(0)), event.path("dur").asDouble() * 1e-6);
  }

  private static Shape shape(JsonNode typed) {
    return Shape.of(typed.path("float").valueStream().mapToInt(JsonNode::asInt).toArray());
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
