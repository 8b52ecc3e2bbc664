package lucida.scenes;

import java.util.List;

/** What the scenes of a set show. */
public sealed interface SceneKind {
  /** What it is called on the command line: "fine-grained". */
  String name();

  /** The name of its random stream: kinds of one family show the same scenes apart from what makes the kind. */
  default String family() {
    return name();
  }

  /** One large object. */
  record Single() implements SceneKind {
    @Override
    public String name() { return "single"; }
  }

  /** Two to four objects of one class. */
  record Several() implements SceneKind {
    @Override
    public String name() { return "several"; }
  }

  /** Two objects of two classes. */
  record Pair() implements SceneKind {
    @Override
    public String name() { return "pair"; }
  }

  /**
   * One object, and a spurious cue: in some scenes a paper lantern hangs in an upper corner. In training the lantern's presence agrees
   * with the object being of the target class with probability (1 + strength)/2: always at strength 1, at chance at 0. In validation and
   * test it is present with probability ½ whatever the class. Apart from the lantern, scene i is scene i of {@link Single}.
   *
   * @param target the index of the class that the lantern indicates
   * @param strength 0 … 1
   */
  record Biased(int target, double strength) implements SceneKind {
    /** Checks the strength. */
    public Biased {
      if (!(strength >= 0 && strength <= 1))
        throw new IllegalArgumentException("Biased: the strength must be from 0 to 1, not " + strength);
    }

    @Override
    public String name() { return "biased"; }

    @Override
    public String family() { return "single"; }
  }

  /** One fish, whose class only its tail fin tells. */
  record FineGrained() implements SceneKind {
    @Override
    public String name() { return "fine-grained"; }
  }

  /**
   * Two objects of a named colour side by side or one above the other, on a plain ground: scenes that can be put into words. Of each colour one class is
   * never seen in training and validation, so that the test set tells what was put together from what was learned by heart.
   */
  record Related() implements SceneKind {
    @Override
    public String name() { return "related"; }

    /** Whether a class, by its number, is shown in a colour in the test set only. */
    public static boolean isHeldOut(int label, Hue hue) {
      return List.of(Hue.values()).indexOf(hue) == label;
    }
  }

  /**
   * One object, a part of which is exchanged for a part of an object of another class, in its place and in front: what is left of the object is the
   * first object of the scene, the other's part the second. Apart from that, scene i is scene i of {@link Single}.
   */
  record Exchanged() implements SceneKind {
    @Override
    public String name() { return "exchanged"; }

    @Override
    public String family() { return "single"; }
  }
}
