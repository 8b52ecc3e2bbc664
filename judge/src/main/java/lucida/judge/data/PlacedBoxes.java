package lucida.judge.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import lucida.core.Tensor;
import lucida.judge.ObjectTruth;
import lucida.pictures.Framing;
import lucida.scenes.Box;

/**
 * The objects of a picture where the network sees them.
 *
 * @param objects those with a part inside what the network sees
 * @param notes what became of the other boxes
 */
record PlacedBoxes(List<ObjectTruth> objects, List<String> notes) {
  /**
   * The objects that boxes state. A mask says where in the boxes of the picture's class the object is; without a box it is one object.
   *
   * @throws DataException if a box was drawn on a picture of other extents
   */
  static PlacedBoxes of(List<StatedBox> boxes, Framing framing, ClassLookup classes, OptionalInt label, Optional<Tensor> mask)
      throws DataException {
    Map<BoxNote, Integer> notes = new EnumMap<>(BoxNote.class);
    List<ObjectTruth> objects = new ArrayList<>();
    Set<StatedBox> seen = new HashSet<>();
    for (StatedBox box : boxes) {
      checkExtents(box, framing);
      if (!seen.add(box.anywhere())) notes.merge(BoxNote.TWICE, 1, Integer::sum);
      else box(box, framing, classes, notes).ifPresent(objects::add);
    }
    List<ObjectTruth> known = mask.isEmpty() ? objects : masked(objects, label, mask.get(), notes);
    List<String> words = new ArrayList<>(BoxNote.words(notes));
    if (mask.isPresent() && Placement.around(mask.get()).isEmpty()) words.add("the mask is black everywhere");
    return new PlacedBoxes(List.copyOf(known), words);
  }

  private static void checkExtents(StatedBox box, Framing framing) throws DataException {
    StatedBox.Extents picture = new StatedBox.Extents(framing.width(), framing.height());
    if (box.extents().filter(stated -> !stated.equals(picture)).isPresent())
      throw new DataException(box.where() + ": the box is of a picture of " + box.extents().get() + " pixels, and the picture has "
          + picture);
  }

  private static Optional<ObjectTruth> box(StatedBox box, Framing framing, ClassLookup classes, Map<BoxNote, Integer> notes) {
    OptionalInt label = index(classes, box.label());
    Optional<Box> placed = new Placement(framing).box(box.x0(), box.y0(), box.x1(), box.y1());
    boolean misses = box.misses(framing.width(), framing.height());
    if (label.isEmpty()) notes.merge(BoxNote.CLASS_UNKNOWN, 1, Integer::sum);
    else if (misses) notes.merge(BoxNote.OUTSIDE_PICTURE, 1, Integer::sum);
    else if (placed.isEmpty()) notes.merge(BoxNote.CROPPED_AWAY, 1, Integer::sum);
    else if (box.leaves(framing.width(), framing.height())) notes.merge(BoxNote.LEAVES_PICTURE, 1, Integer::sum);
    return label.isEmpty() || misses ? Optional.empty() : placed.map(b -> new ObjectTruth(label.getAsInt(), b, Optional.empty()));
  }

  private static OptionalInt index(ClassLookup classes, String text) {
    try {
      return OptionalInt.of(classes.index(text));
    } catch (IllegalArgumentException e) { // which the caller counts
      return OptionalInt.empty();
    }
  }

  private static List<ObjectTruth> masked(List<ObjectTruth> objects, OptionalInt label, Tensor mask, Map<BoxNote, Integer> notes) {
    if (objects.stream().noneMatch(object -> label.stream().anyMatch(c -> c == object.label()))) {
      List<ObjectTruth> all = new ArrayList<>(objects);
      label.ifPresent(c -> Placement.around(mask).ifPresent(box -> all.add(new ObjectTruth(c, box, Optional.of(mask)))));
      return all;
    }
    return objects.stream().map(object -> label.stream().anyMatch(c -> c == object.label()) ? masked(object, mask, notes) : object)
        .toList();
  }

  /** An object of which its mask shows nothing contradicts it: where it is the box says. */
  private static ObjectTruth masked(ObjectTruth object, Tensor mask, Map<BoxNote, Integer> notes) {
    Tensor inside = inside(mask, object.box());
    if (Placement.around(inside).isPresent()) return new ObjectTruth(object.label(), object.box(), Optional.of(inside));
    notes.merge(BoxNote.MASK_EMPTY, 1, Integer::sum);
    return object;
  }

  private static Tensor inside(Tensor mask, Box box) {
    int W = mask.shape().extent(1);
    return Tensor.filled(mask.shape(), mask.precision(), e -> box.contains(e / W, e % W) ? mask.cell(e) : 0);
  }
}
