package lucida.pictures;

/** How much of a heat map covers the picture under it, by the value's place t on the scale: 0 nothing, 1 all. */
public sealed interface Opacity {
  /** The part that is covered. */
  double at(double t);

  /** The same everywhere. */
  record Even(double part) implements Opacity {
    /** Checks the part. */
    public Even { check(part); }

    @Override
    public double at(double t) { return part; }
  }

  /** More where the map is stronger: least + (most − least)·t. */
  record Following(double least, double most) implements Opacity {
    /** Checks both ends. */
    public Following {
      check(least);
      check(most);
    }

    @Override
    public double at(double t) { return least + (most - least) * t; }
  }

  /** More where a signed map is stronger, in either sense: least + (most − least)·|2t − 1|. */
  record FollowingMagnitude(double least, double most) implements Opacity {
    /** Checks both ends. */
    public FollowingMagnitude {
      check(least);
      check(most);
    }

    @Override
    public double at(double t) { return least + (most - least) * Math.abs(2 * t - 1); }
  }

  private static void check(double part) {
    if (!(part >= 0 && part <= 1)) throw new IllegalArgumentException("An opacity lies between 0 and 1, not at " + part);
  }
}
