package lucida.judge.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.data.SceneSource;
import lucida.layers.Model;
import lucida.layers.score.Captioner;
import lucida.layers.score.FixedText;
import lucida.layers.score.Vocabulary;
import lucida.pictures.Filter;
import lucida.pictures.Preprocessing;
import lucida.pictures.Resize;
import lucida.scenes.SceneQuestion;
import lucida.scenes.Scene;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;
import lucida.scenes.Talk;

/**
 * Does a network without attention look at what it speaks of? On scenes of the test set, of which what is said rightly is explained: each word of a greedy caption, the most
 * probable answer to each question. Masks are those of the object mentioned, for a word of a relation of both; of a question, after CLEVR-XAI (Arras, Osman, Samek, Information
 * Fusion 81, 2022, arXiv 2003.07258), those of the objects that answer it, of these and the objects that it names, and of all objects.
 *
 * @param vocabulary the words of the networks
 * @param preprocessing of scenes
 * @param method that makes the maps
 * @param executor of the networks
 * @param scenes how many
 */
public record WordStudy(Vocabulary vocabulary, Preprocessing preprocessing, Method method, Executor executor, int scenes) {
  /** What was said, and where the maps of what was right are. */
  public record Outcome(List<Said> said, List<WordFinding> findings) {}

  private SceneSet set(int side) { return new SceneSet(new SceneKind.Related(), Split.TEST, 0, scenes, side); }

  /** Of a network that writes captions. */
  public Outcome captions(Model model, Progress progress) {
    SceneSet set = set(model.network().input().extent(1));
    Talk talk = new Talk(set);
    Captioner captioner = new Captioner(model);
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < scenes; i++) {
      Tensor x = picture(set, i);
      List<Integer> words = captioner.captions(x, 1, executor).getFirst().words();
      int first = talk.captions(i).indexOf(vocabulary.text(words));
      outcome.said.add(new Said(i, "caption", heldOut(set, i), first >= 0));
      if (first >= 0) ofWords(captioner.scoring(words), x, words, first, set.get(i), i, outcome.findings);
      progress.report(i + 1, scenes);
    }
    return outcome;
  }

  private void ofWords(Model model, Tensor x, List<Integer> words, int first, Scene scene, int i, List<WordFinding> to) {
    Probe probe = Subject.of(model, executor).probe(x, Target.ofClass(0));
    List<Tensor> maps = IntStream.range(0, words.size()).mapToObj(t -> map(probe.asking(Target.ofClass(t)))).toList();
    int second = words.lastIndexOf(words.getFirst()), shift = 1 + RandomStream.of(i).stream("shuffled").below(words.size() - 1, 0);
    for (int t = 0; t < words.size(); t++) {
      boolean relation = t > 2 && t < second;
      Tensor mask = relation ? masks(scene, List.of(0, 1)) : masks(scene, List.of(t < second ? first : 1 - first));
      String kind = relation ? "relation" : List.of("article", "colour", "object").get(t < second ? t : t - second);
      WordFinding.of(i, kind, "mentioned", maps.get(t), maps.get((t + shift) % words.size()), mask).ifPresent(to::add);
    }
  }

  /** Of a network that answers questions. */
  public Outcome answers(Model model, Progress progress) {
    SceneSet set = set(model.network().input().extent(1));
    Talk talk = new Talk(set);
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < scenes; i++) {
      Tensor x = picture(set, i);
      List<SceneQuestion> questions = new ArrayList<>();
      for (int n = 0; n < Talk.QUESTIONS; n++) questions.add(talk.question(i, n));
      List<Answer> answers = questions.stream().map(question -> answer(model, x, question)).toList();
      for (int n = 0; n < Talk.QUESTIONS; n++) {
        SceneQuestion question = questions.get(n);
        boolean right = answers.get(n).word().equals(question.answer());
        outcome.said.add(new Said(i, kind(question), heldOut(set, i), right));
        if (right)
          ofAnswer(question, answers.get(n).map(), answers.get((n + 1) % Talk.QUESTIONS).map(), set.get(i), i, outcome.findings);
      }
      progress.report(i + 1, scenes);
    }
    return outcome;
  }

  private record Answer(String word, Tensor map) {}

  private Answer answer(Model model, Tensor x, SceneQuestion question) {
    Model fixed = new Model(FixedText.of(model.network(), vocabulary.question(question.text())), model.weights());
    int best = fixed.scores(Tensor.stack(0, List.of(x)), executor).argmax(1)[0];
    return new Answer(vocabulary.words().get(best), map(Subject.of(fixed, executor).probe(x, Target.ofClass(best))));
  }

  private void ofAnswer(SceneQuestion question, Tensor map, Tensor control, Scene scene, int i, List<WordFinding> to) {
    if (question.asked().isEmpty()) return; // nothing, none and no are about no object
    List<Integer> union = new ArrayList<>(question.asked());
    union.addAll(question.mentioned());
    WordFinding.of(i, kind(question), "asked", map, control, masks(scene, question.asked())).ifPresent(to::add);
    WordFinding.of(i, kind(question), "union", map, control, masks(scene, union)).ifPresent(to::add);
    WordFinding.of(i, kind(question), "all", map, control, masks(scene, List.of(0, 1))).ifPresent(to::add);
  }

  private static String kind(SceneQuestion question) { return question.kind().name().toLowerCase(Locale.ROOT); }

  /** The map as its method defines it, at the size of the picture. */
  private Tensor map(Probe probe) {
    SaliencyMap map = method.explain(probe);
    Tensor plane = map.isOfPixels() ? map.map().abs().max(0) : map.map();
    return new Resize(probe.picture().shape().extent(2), probe.picture().shape().extent(1), Filter.BILINEAR).of(plane);
  }

  private Tensor picture(SceneSet set, int i) {
    return new SceneSource(set, preprocessing, executor.precision()).get(i).picture().x();
  }

  private Tensor masks(Scene scene, List<Integer> objects) {
    return objects.stream().map(k -> scene.objects().get(k).mask().tensor(executor.precision()))
        .reduce((a, b) -> a.zip(b, Math::max))
        .orElseThrow();
  }

  private static boolean heldOut(SceneSet set, int i) {
    return set.actors(i).stream().anyMatch(actor -> SceneKind.Related.isHeldOut(set.classes().indexOf(actor.name()), actor.hue()));
  }
}
