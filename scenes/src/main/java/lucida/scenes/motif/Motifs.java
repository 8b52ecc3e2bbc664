package lucida.scenes.motif;

import java.util.Arrays;
import java.util.List;

/** The families of motifs that classes are made of. */
public final class Motifs {
  /** Sixteen clearly different things. */
  public static final List<Motif> THINGS = List.of(
      new Bird(), new Butterfly(), new Car(), new Cat(), new Dog(), new Fish(List.of(Fish.Tail.values())), new Flower(),
      new House(), new Mushroom(), new Owl(),
      new Rocket(), new Boat(), new Snail(), new Teapot(), new Tree(), new Turtle());

  /** Six things that are one word each. */
  public static final List<Motif> SPOKEN_OF = List.of(new Car(), new Cat(), new Flower(), new House(), new Owl(), new Rocket());

  /** Fish that differ only in their tail fin. */
  public static final List<Motif> FISH = Arrays.stream(Fish.Tail.values()).<Motif>map(Fish::with).toList();

  private Motifs() {}
}
