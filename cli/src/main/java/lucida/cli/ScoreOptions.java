package lucida.cli;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Tensor;
import lucida.judge.Inquiry;
import lucida.judge.LabelledPicture;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.ScoreKind;
import lucida.pictures.Framing;
import lucida.report.ClassScore;
import picocli.CommandLine.Mixin;

/** Of which score maps are made, where it is another than the network's for a class: options that several commands share. */
final class ScoreOptions {
  @Mixin
  private RegionOption region;

  @Mixin
  private BoxOptions box;

  @Mixin
  private ContrastOptions contrast;

  /**
   * Checks what does not depend on a picture.
   *
   * @param classes those of the network
   */
  void check(ClassLabels classes, Network network) {
    box.check(network);
    region.check(network);
    contrast.check(labels(classes).count());
    if (areContrasts() && (box.areAsked() || network.scoreKind() == ScoreKind.WORDS))
      throw new IllegalArgumentException("--contrast is of classes of which a picture has one, and "
          + (box.areAsked()
              ? "a box has objectness and overlap beside them: leave out --contrast or --box"
              : "these scores are of words"));
  }

  /** What the scores are called, those of a network with these classes. */
  ClassLabels labels(ClassLabels classes) {
    return box.labels(classes);
  }

  /** Whether a class is set against others, whose scores are no probabilities. */
  boolean areContrasts() {
    return contrast.text().isPresent();
  }

  /** The file of a mask as it is now, if one is named. */
  Stream<RecordedFile> files() {
    return region.files().map(RecordedFile::of);
  }

  /** What is to be said of them. */
  void say(SequencedMap<String, String> facts, Network network) {
    region.text(network).ifPresent(text -> facts.put("region", text));
    box.text(network).ifPresent(text -> facts.put("boxes", text));
    contrast.text().ifPresent(text -> facts.put("contrast", text));
  }

  /** The question about a picture, over the region or of the box that is asked for. */
  Probe probe(Subject subject, Tensor x, Optional<Framing> framing, ComputationOptions computation) {
    Probe probe = subject.probe(x, Target.predicted());
    return region.network(probe, framing).or(() -> box.network(probe)).map(network -> computation
        .subject(new Model(network, subject.model().weights()), subject.layer(), subject.executor())
        .reporting(subject.progress()).probe(x, Target.predicted())).orElse(probe);
  }

  /** What is to be said of a picture: where its boxes are. */
  List<String> notes(Probe probe) {
    return box.places(probe.subject().model().network());
  }

  /** The question about the same picture in which every class is set against others, if that is asked for. */
  Probe contrasted(Probe probe, ComputationOptions computation) {
    return contrast.of(probe, computation);
  }

  /**
   * Checks that every class that is explained has a score in the picture.
   *
   * @param network that of the picture
   */
  void check(Network network, List<ClassScore> explained) {
    explained.stream().filter(score -> score.side() instanceof Target.OfClass && !region.isFound(network, score.id())).findFirst()
        .ifPresent(score -> {
          throw new IllegalArgumentException(nowhere(score.label()));
        });
  }

  private static String nowhere(String label) {
    return "--region predicted: the network finds " + label
        + " at no position; --region whole explains its mean over all of them";
  }

  /**
   * What is asked about pictures that are judged.
   *
   * @param classes those of the network
   */
  Inquiry inquiry(ClassLabels classes, ComputationOptions computation) {
    if (box.areSeveral()) throw new IllegalArgumentException("--box: maps of one box are judged, not of several");
    boolean isOfPicture = region.isOfPicture() || box.areAsked() || areContrasts();
    return isOfPicture ? new OfPicture(this, labels(classes), computation) : Inquiry.OF_NETWORK;
  }

  private record OfPicture(ScoreOptions options, ClassLabels labels, ComputationOptions computation) implements Inquiry {
    @Override
    public Probe about(LabelledPicture picture, Subject subject) {
      Probe probe = options.probe(subject, picture.x(), picture.framing(), computation);
      int best = labels.best(probe.logits());
      return options.contrasted(probe, computation).asking(Target.ofClass(best));
    }

    @Override
    public void check(Probe probe, int c) {
      if (!options.region.isFound(probe.subject().model().network(), c))
        throw new NotApplicableException(nowhere(labels.label(c)));
    }
  }
}
