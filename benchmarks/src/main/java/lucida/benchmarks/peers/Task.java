package lucida.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an engine computes of a network and its pictures. */
public enum Task {
  /** The scores, picture by picture. */
  FORWARD("forward", "", 1e-3),
  /** The gradient of the score of class {@value #CLASS} by the pictures, with the forward sweep. */
  GRADIENT("gradient", "", 1e-2),
  /** Grad-CAM's map of class {@value #CLASS} at the layer that is explained where none is named, with the forward sweep. */
  GRAD_CAM("grad-cam", "gradcam", 1e-2),
  /** The same by Grad-CAM++ with exact second and third derivatives of exp(S), which no other engine has. */
  GRAD_CAM_PLUS_PLUS("grad-cam++", "gradcam++", 1e-2),
  /** The same by Score-CAM: a forward sweep for each channel that is not constant. */
  SCORE_CAM("score-cam", "scorecam", 1e-2);

  /** The class that is explained. */
  public static final int CLASS = 5;

  private final String spelled;
  private final String method;
  private final double tolerance;

  Task(String spelled, String method, double tolerance) {
    this.spelled = spelled;
    this.method = method;
    this.tolerance = tolerance;
  }

  /** The method that makes the map, as the catalogue of methods names it, if it is a map. */
  Optional<String> method() {
    return Optional.of(method).filter(name -> !name.isEmpty());
  }

  /**
   * How far results of one network may lie apart, by the norm. Scores in float32 through 121 layers, Winograd's filtering among them, lose less; another
   * network differs in the first digit. Gradients jump where rounding turns a ReLU or the winner of a pooling: by the pixels, two executors of VGG16 and ResNet-50 differ by 4·10⁻³.
   */
  double tolerance() { return tolerance; }

  /** The names, as in options and tables. */
  static List<String> names() {
    return Arrays.stream(values()).map(Task::toString).toList();
  }

  /** Those that are timed unless others are asked for: not what takes a minute a run. */
  static List<String> usual() {
    return Arrays.stream(values()).filter(task -> task != SCORE_CAM).map(Task::toString).toList();
  }

  static Task named(String name) {
    return Arrays.stream(values()).filter(task -> task.spelled.equals(name)).findFirst().orElseThrow();
  }

  @Override
  public String toString() { return spelled; }
}
