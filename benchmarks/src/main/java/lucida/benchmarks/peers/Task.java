package lucida.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an engine computes of a network and its pictures. */
public enum Task {
  /** The scores, picture by picture. */
  FORWARD(1e-3),
  /** The gradient of the score of class {@value #CLASS} by the pictures, with the forward sweep. */
  GRADIENT(1e-2),
  /** Grad-CAM's map of class {@value #CLASS} at the layer that is explained where none is named, with the forward sweep. */
  GRAD_CAM(1e-2);

  /** The class that is explained. */
  public static final int CLASS = 5;

  private final double tolerance;

  Task(double tolerance) { this.tolerance = tolerance; }

  /**
   * How far results of one network may lie apart, by the norm. Scores in float32 through 121 layers, Winograd's filtering among them, lose less; another
   * network differs in the first digit. Gradients jump where rounding turns a ReLU or the winner of a pooling: by the pixels, two executors of VGG16 and ResNet-50 differ by 4·10⁻³.
   */
  double tolerance() { return tolerance; }

  /** The names, as in options and tables. */
  static List<String> names() {
    return Arrays.stream(values()).map(Task::toString).toList();
  }

  static Task named(String name) { return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')); }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT).replace('_', '-'); }
}
