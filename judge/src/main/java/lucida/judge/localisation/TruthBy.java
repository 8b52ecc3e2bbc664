package lucida.judge.localisation;

import java.util.Optional;
import java.util.function.UnaryOperator;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.PictureFact;
import lucida.judge.ObjectTruth;

/** What says where the objects of the explained class are. */
public enum TruthBy {
  /** Their boxes. */
  BOXES("", "boxes", PictureFact.OBJECTS, "no box of the class is known") {
    @Override
    public Optional<Tensor> of(JudgedMap judged) {
      return union(judged, object -> new ObjectTruth(object.label(), object.box(), Optional.empty()));
    }
  },
  /** Their masks. */
  MASKS("-mask", "masks", PictureFact.MASKS, "no mask of the class is known") {
    @Override
    public Optional<Tensor> of(JudgedMap judged) {
      boolean known = judged.objects().stream().allMatch(object -> object.mask().isPresent());
      return known ? union(judged, object -> object) : Optional.empty();
    }
  };

  private final String suffix;
  private final String words;
  private final PictureFact known;
  private final String missing;

  TruthBy(String suffix, String words, PictureFact known, String missing) {
    this.suffix = suffix;
    this.words = words;
    this.known = known;
    this.missing = missing;
  }

  /** What the names of metrics that use it end in. */
  public String suffix() { return suffix; }

  /** "boxes" or "masks". */
  public String words() { return words; }

  /** What has to be known of a picture. */
  public PictureFact known() { return known; }

  /** Why there is no judgement where it is not known. */
  public String missing() { return missing; }

  /** 1 on the objects, else 0, [H, W]; nothing, if they are not known. */
  public abstract Optional<Tensor> of(JudgedMap judged);

  private static Optional<Tensor> union(JudgedMap judged, UnaryOperator<ObjectTruth> known) {
    if (judged.objects().isEmpty()) return Optional.empty();
    return Optional.of(ObjectTruth.union(judged.objects().stream().map(known).toList(), judged.shown().shape(),
        judged.shown().precision()));
  }
}
