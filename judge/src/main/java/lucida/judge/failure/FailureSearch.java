package lucida.judge.failure;

import java.util.Optional;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Tensor;
import lucida.judge.Contender;
import lucida.judge.LabelledPicture;
import lucida.judge.Redrawn;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * Finds what is classified wrongly, and groups it by what the map of the wrong class says — after section 6.1 of Grad-CAM, Selvaraju et al., ICCV 2017, arXiv 1610.02391.
 *
 * <p>On drawn scenes the group can be wrong, since its truth is known without maps: if the scene has an object of the predicted class, several things are in it; if the network says the
 * same of the scene drawn without its objects, it was the background; else the object itself. A scene's objects are all known; of another picture those of other classes are known only if it has some, and without them what
 * is not on the object is {@link FailureGroup#ELSEWHERE}.
 *
 * @param subject the network at its layer
 * @param maps whose maps are looked at
 */
public record FailureSearch(Subject subject, Contender maps) {
  /** What the network says of a picture: nothing, where it is right. */
  public Optional<Failure> of(int number, LabelledPicture picture) {
    int label = picture.label().orElseThrow(
        () -> new IllegalArgumentException(picture.withoutLabel() + ": nobody knows whether it is classified wrongly"));
    Probe probe = subject.probe(picture.x(), Target.predicted());
    int predicted = probe.ranking().getFirst();
    if (predicted == label) return Optional.empty();
    Tensor S = probe.logits(), p = probe.cut().forward().scoreKind().probabilities(S).orElse(S);
    if (label >= S.size())
      throw new IllegalArgumentException(
          picture.name() + " is of class " + label + ", and the network has the classes 0 to " + (S.size() - 1));
    Tensor wrong = map(picture, probe, predicted), right = map(picture, probe, label);
    Evidence evidence = Evidence.of(wrong, picture.objects(), label, picture.redrawn().isPresent());
    double overlap = Evidence.overlap(wrong, right);
    return Optional.of(new Failure(number, picture.name(), label, predicted, p.cell(label), p.cell(predicted), evidence, overlap,
        evidence.group(overlap), picture.redrawn().map(redrawn -> truth(picture, redrawn, predicted))));
  }

  /** After its ReLU, [H, W]. */
  private Tensor map(LabelledPicture picture, Probe probe, int c) {
    Probe asked = probe.asking(Target.ofClass(c));
    Tensor L = maps.of(picture, asked).explain(asked).map(), x = picture.x();
    return new Resize(x.shape().extent(2), x.shape().extent(1), Filter.BILINEAR).of(L).relu();
  }

  private FailureGroup truth(LabelledPicture picture, Redrawn redrawn, int predicted) {
    if (picture.objects().stream().anyMatch(object -> object.label() == predicted)) return FailureGroup.SEVERAL;
    int without = subject.probe(redrawn.withoutObjects(), Target.predicted()).ranking().getFirst();
    return without == predicted ? FailureGroup.BACKGROUND : FailureGroup.AMBIGUITY;
  }
}
