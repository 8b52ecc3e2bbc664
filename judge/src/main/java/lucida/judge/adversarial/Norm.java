package lucida.judge.adversarial;

import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;

/** How large a change δ of a picture is, and which change of that size an objective rises most along. */
public enum Norm {
  /** max |δ|: no sample changes by more. */
  INFINITY("∞") {
    @Override
    public double of(Tensor delta) { return delta.abs().max(); }

    @Override
    public Tensor steepest(Tensor gradient) { return gradient.map(Math::signum); }

    @Override
    public Tensor project(Tensor delta, double epsilon) { return delta.map(v -> Math.clamp(v, -epsilon, epsilon)); }

    @Override
    Tensor random(Shape shape, double epsilon, RandomStream random) {
      return random.uniform(shape, Precision.FLOAT64, -epsilon, epsilon);
    }
  },
  /** ‖δ‖₂ = √Σ δ². */
  TWO("2") {
    @Override
    public double of(Tensor delta) { return delta.norm(); }

    @Override
    public Tensor steepest(Tensor gradient) {
      double length = gradient.norm();
      return length == 0 ? gradient : gradient.map(v -> v / length);
    }

    @Override
    public Tensor project(Tensor delta, double epsilon) {
      double length = delta.norm();
      return length <= epsilon ? delta : delta.scale(epsilon / length);
    }

    // Evenly in the ball: a direction, at a distance whose n-th power is uniform.
    @Override
    Tensor random(Shape shape, double epsilon, RandomStream random) {
      Tensor direction = steepest(random.gaussian(shape, Precision.FLOAT64, 0, 1));
      return direction.scale(epsilon * Math.pow(random.stream("distance").uniform(0), 1.0 / shape.size()));
    }
  };

  private final String sign;

  Norm(String sign) { this.sign = sign; }

  /** ‖δ‖. */
  public abstract double of(Tensor delta);

  /** d with ‖d‖ = 1 that maximises ⟨d, g⟩; 0 where g is. */
  public abstract Tensor steepest(Tensor gradient);

  /** The δ of the ball ‖δ‖ ≤ ε that is nearest. */
  public abstract Tensor project(Tensor delta, double epsilon);

  /** A random δ of the ball. */
  abstract Tensor random(Shape shape, double epsilon, RandomStream random);

  /** "∞" or "2". */
  @Override
  public String toString() { return sign; }
}
