package lucida.judge.localisation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ObjectTruth;
import lucida.judge.ScoreRequest;

/**
 * The share of a map's positive values on what a scene knows beside its objects.
 *
 * <pre>
 *   Σ_{ij in the region} L⁺_ij / Σ_{ij in the whole} L⁺_ij        [ME 5, GT 6]
 * </pre>
 *
 * @param of the region, and the whole
 */
public record EnergyShare(Share of) implements Metric {
  /** Which share. */
  public enum Share {
    /** On the cue that went with a class in training, of the picture: how much of a biased network's shortcut a map shows. */
    CUE("energy-cue", "[GT 6]", "The share of the map's positive values on the cue that went with a class in training.",
        Better.NEITHER, PictureFact.CUE, "there is no cue in the picture") {
      @Override
      Optional<Parts> parts(JudgedMap judged) {
        return judged.picture().cue().map(cue -> new Parts(cue, cue.map(_ -> 1)));
      }
    },
    /** On the tail fins of the class, of the picture: they alone tell the classes of fine-grained scenes. */
    TAIL("energy-tail", "[ME 5]",
        "The share of the map's positive values on the tail of the object, which alone tells fine-grained classes.",
        Better.HIGHER, PictureFact.TAIL, "no tail of the class is known") {
      @Override
      Optional<Parts> parts(JudgedMap judged) {
        return judged.objects().stream().flatMap(object -> Optional.ofNullable(object.parts().get("tail")).stream())
            .reduce((a, b) -> a.zip(b, Math::max)).map(tail -> new Parts(tail, tail.map(_ -> 1)));
      }
    },
    /** On the objects of the class, of all objects: ½ for a map that looks at objects and not at their class, where two are equally large. */
    AMONG_OBJECTS("energy-among-objects", "[ME 5]",
        "Of the map's positive values on objects, the share on those of the explained class.",
        Better.HIGHER, PictureFact.OBJECTS, "the picture has no objects of this and of another class") {
      @Override
      Optional<Parts> parts(JudgedMap judged) {
        List<ObjectTruth> all = judged.picture().objects();
        Predicate<ObjectTruth> ofClass = object -> object.label() == judged.explained();
        if (all.stream().noneMatch(ofClass) || all.stream().allMatch(ofClass)) return Optional.empty();
        return Optional.of(new Parts(union(judged, judged.objects()), union(judged, all)));
      }
    };

    private final String called;
    private final String equation;
    private final String words;
    private final Better direction;
    private final PictureFact needed;
    private final String missing;

    Share(String called, String equation, String words, Better direction, PictureFact needed, String missing) {
      this.called = called;
      this.equation = equation;
      this.words = words;
      this.direction = direction;
      this.needed = needed;
      this.missing = missing;
    }

    /** The region and the whole, 1 inside and 0 outside, [H, W]; nothing, if they are not known. */
    abstract Optional<Parts> parts(JudgedMap judged);
  }

  record Parts(Tensor region, Tensor whole) {}

  private static Tensor union(JudgedMap judged, List<ObjectTruth> objects) {
    return ObjectTruth.union(objects, judged.shown().shape(), judged.shown().precision());
  }

  @Override
  public String name() { return of.called; }

  @Override
  public Set<PictureFact> needs() { return Set.of(of.needed); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Energy share", "Wang et al., CVPR Workshops 2020, arXiv 1910.01279, for other regions", of.equation,
        of.words, of.direction, MetricUnit.PERCENT, "0 to 100 %");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    Optional<Parts> parts = of.parts(judged);
    if (parts.isEmpty()) return ScoreRequest.leftOut(of.missing);
    return ScoreRequest.none(() -> {
      Tensor L = judged.shown().relu();
      double whole = L.times(parts.get().whole()).sum();
      return whole == 0
          ? Judgement.leftOut("no cell of the map is positive there")
          : Judgement.of(100 * L.times(parts.get().region()).sum() / whole);
    });
  }
}
