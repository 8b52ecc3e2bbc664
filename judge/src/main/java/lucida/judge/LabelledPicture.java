package lucida.judge;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lucida.core.Tensor;
import lucida.pictures.Framing;

/**
 * A picture on which maps are judged, and what is true about it.
 *
 * @param name for tables
 * @param x as the network takes it, [C, H, W]
 * @param label its class, if that is known
 * @param objects where objects are, of this class or another; none, if that is not known
 * @param cue 1 on what is no part of the objects and went with a class when the network was trained, else 0, [H, W]; if there is such a thing
 * @param redrawn draws it without some of what it shows, if that is possible
 * @param black what a black pixel is for the network, [C], if that is known
 * @param framing how it was resized and cropped; one that is drawn, or an array, was not
 */
public record LabelledPicture(String name, Tensor x, OptionalInt label, List<ObjectTruth> objects, Optional<Tensor> cue,
    Optional<Redrawn> redrawn, Optional<Tensor> black, Optional<Framing> framing) {
  /** Without a cue, and it cannot be drawn again. */
  public LabelledPicture(String name, Tensor x, OptionalInt label, List<ObjectTruth> objects) {
    this(name, x, label, objects, Optional.empty(), Optional.empty());
  }

  /** What a black pixel is is not known. */
  public LabelledPicture(String name, Tensor x, OptionalInt label, List<ObjectTruth> objects, Optional<Tensor> cue,
      Optional<Redrawn> redrawn) {
    this(name, x, label, objects, cue, redrawn, Optional.empty(), Optional.empty());
  }

  /** With what a black pixel is for the network, [C]. */
  public LabelledPicture withBlack(Tensor is) {
    return new LabelledPicture(name, x, label, objects, cue, redrawn, Optional.of(is), framing);
  }

  /** With how it was brought to the network's extents. */
  public LabelledPicture framed(Framing by) {
    return new LabelledPicture(name, x, label, objects, cue, redrawn, black, Optional.of(by));
  }

  /** Of which is not known what it shows. */
  public LabelledPicture withoutTruth() {
    return new LabelledPicture(name, x, OptionalInt.empty(), List.of(), Optional.empty(), Optional.empty(), black, framing);
  }

  /** Of one that has no label: "a.png has no label", and that this is because it has objects of several classes, where it has. */
  public String withoutLabel() {
    long classes = objects.stream().map(ObjectTruth::label).distinct().count();
    return name + (classes > 1 ? " has objects of " + classes + " classes and no label that says which is meant" : " has no label");
  }

  /** The list is kept as it is now; a line break in a name becomes a blank, so that a table has a line for a row. */
  public LabelledPicture {
    name = name.replaceAll("\\p{Cntrl}", " ");
    objects = List.copyOf(objects);
  }
}
