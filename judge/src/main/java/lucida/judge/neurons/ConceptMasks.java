package lucida.judge.neurons;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntFunction;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.data.PictureSource;
import lucida.judge.data.SceneSource;
import lucida.pictures.Picture;
import lucida.pictures.Preprocessing;
import lucida.scenes.Instance;

/**
 * Where which concepts are in the pictures of a source: colours in all of them; objects, by their masks or boxes, where they are known; parts and backdrops of scenes.
 *
 * @param source of the pictures
 * @param preprocessing from which their colours are read back
 * @param name of a class
 */
public record ConceptMasks(PictureSource source, Preprocessing preprocessing, IntFunction<String> name) {
  /** Of picture i, pixel by pixel, row by row. */
  SequencedMap<Concept, BitSet> of(int i, LabelledPicture picture) {
    SequencedMap<Concept, BitSet> masks = new LinkedHashMap<>();
    for (ObjectTruth object : picture.objects()) {
      String thing = name.apply(object.label());
      masks.merge(new Concept(Concept.Category.OBJECT, thing), where(object, picture), ConceptMasks::union);
      for (Map.Entry<String, Tensor> part : object.parts().entrySet())
        if (!part.getKey().equals(Instance.REST))
          masks.merge(new Concept(Concept.Category.PART, part.getKey() + " of " + thing), bits(part.getValue()),
              ConceptMasks::union);
    }
    backdrop(i, picture, masks);
    if (preprocessing.order().channels() == 3) colours(preprocessing.picture(picture.x()), masks);
    masks.values().removeIf(BitSet::isEmpty);
    return masks;
  }

  /** The categories of which all that there is in a picture is known: where it is not, a unit that fires there is not wrong. */
  Set<Concept.Category> known(LabelledPicture picture) {
    Set<Concept.Category> known = EnumSet.noneOf(Concept.Category.class);
    if (preprocessing.order().channels() == 3) known.add(Concept.Category.COLOUR);
    if (!picture.objects().isEmpty()) known.add(Concept.Category.OBJECT);
    if (source instanceof SceneSource) known.addAll(Set.of(Concept.Category.PART, Concept.Category.BACKDROP));
    return known;
  }

  private void backdrop(int i, LabelledPicture picture, SequencedMap<Concept, BitSet> masks) {
    if (!(source instanceof SceneSource scenes)) return;
    BitSet free = new BitSet();
    free.set(0, picture.x().shape().extent(1) * picture.x().shape().extent(2));
    picture.objects().forEach(object -> free.andNot(where(object, picture)));
    picture.redrawn().ifPresent(redrawn -> redrawn.background().forEach(piece -> free.andNot(bits(piece))));
    masks.put(new Concept(Concept.Category.BACKDROP, scenes.scenes().backdrop(i)), free);
  }

  private static void colours(Picture seen, SequencedMap<Concept, BitSet> masks) {
    for (int y = 0; y < seen.height(); y++)
      for (int x = 0; x < seen.width(); x++)
        masks.computeIfAbsent(new Concept(Concept.Category.COLOUR, ColourTerm.of(seen.rgb(x, y)).toString()), _ -> new BitSet())
            .set(y * seen.width() + x);
  }

  private static BitSet where(ObjectTruth object, LabelledPicture picture) {
    int H = picture.x().shape().extent(1), W = picture.x().shape().extent(2);
    BitSet bits = new BitSet();
    for (int e = 0; e < H * W; e++) bits.set(e, object.contains(e / W, e % W));
    return bits;
  }

  private static BitSet bits(Tensor mask) {
    BitSet bits = new BitSet();
    for (int e = 0; e < mask.size(); e++) bits.set(e, mask.cell(e) > 0);
    return bits;
  }

  private static BitSet union(BitSet a, BitSet b) {
    a.or(b);
    return a;
  }
}
