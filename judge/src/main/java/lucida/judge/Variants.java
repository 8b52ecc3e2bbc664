package lucida.judge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import lucida.cam.Subject;
import lucida.layers.Model;

/** Networks made of the one that is judged, as by giving a layer random weights: each is made once, however many pictures and maps are judged. */
public final class Variants {
  private final Subject original;
  private final Map<Object, Subject> made = new ConcurrentHashMap<>();

  /** Of a network. */
  public Variants(Subject original) { this.original = original; }

  /** The network of this key, at the same layer, made of the original when it is first asked for. */
  public Subject of(Object key, Function<? super Subject, Model> maker) {
    return made.computeIfAbsent(key, _ -> Subject.of(maker.apply(original), original.layer(), original.executor())
        .inBatchesOf(original.batch()));
  }
}
