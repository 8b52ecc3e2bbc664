package lucida.scenes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import lucida.scenes.art.Affine;
import lucida.scenes.art.Chance;
import lucida.scenes.art.Look;
import lucida.scenes.art.Mark;
import lucida.scenes.art.Painting;
import lucida.scenes.art.Pen;
import lucida.scenes.art.Shadow;
import lucida.scenes.backdrop.Backdrop;
import lucida.scenes.backdrop.Clutter;
import lucida.scenes.backdrop.Lantern;
import lucida.scenes.backdrop.Screen;
import lucida.scenes.backdrop.Tones;
import lucida.scenes.motif.Motif;

/** Builds a scene from back to front: backdrop, clutter, objects, and what is in front of them. */
final class SceneBuilder {
  static final int BACKDROP = -1;
  static final int CLUTTER = -2;
  static final int SCREEN = -3;
  static final int CUE = -4;

  private static final double MARGIN = 0.02;

  private final Chance chance;
  private final Tones tones;
  private final Backdrop backdrop;
  private final int clutter;
  private final List<Mark> marks = new ArrayList<>();
  private final List<Shadow> shadows = new ArrayList<>();
  private final List<Motif> cast = new ArrayList<>();
  /** The objects of a named colour, by their numbers. */
  private final SequencedMap<Integer, Actor> actors = new TreeMap<>();
  /** The index of each mark that is the rim of another, and of that other mark. */
  private final Map<Integer, Integer> rims = new HashMap<>();

  /** A backdrop with clutter. */
  SceneBuilder(Chance chance) {
    this(chance, 1, 5);
  }

  /** A backdrop with pieces of clutter, as many as chance says between the least and the most. */
  SceneBuilder(Chance chance, int least, int most) {
    this.chance = chance;
    this.tones = Tones.of(chance.stream("tones"));
    Chance scenery = chance.stream("backdrop");
    this.backdrop = scenery.oneOf(List.of(Backdrop.values()));
    backdrop.paint(pen(BACKDROP, new Pen.Ink(tones.tone(0, 0), 0)), tones, scenery);
    Chance things = chance.stream("clutter");
    int n = things.count(least, most);
    for (int i = 0; i < n; i++) clutter(i, things.stream(i));
    this.clutter = n;
  }

  private void clutter(int piece, Chance chance) {
    Look look = Palette.look(tones, chance.stream("look"));
    double r = chance.between(0.035, 0.085);
    Affine place = Affine.move(chance.between(0.04, 0.96), chance.between(0.04, 0.96))
        .after(Affine.turn(chance.between(0, 2 * Math.PI))).after(Affine.scale(r, r));
    chance.oneOf(List.of(Clutter.values()))
        .draw(new Pen(marks, place, CLUTTER, List.of(), 1 << piece, Palette.ink(look, chance)), look, chance);
  }

  private Pen pen(int owner, Pen.Ink ink) { return new Pen(marks, Affine.IDENTITY, owner, List.of(), 0, ink); }

  /** Adds an object with its centre at (x, y) and the given longer side, in the unit square; a margin keeps it inside. */
  void enter(Motif motif, double x, double y, double extent, Chance chance) {
    add(figure(motif, cast.size(), x, y, extent, chance), chance, motif);
  }

  /** The same in a named colour. */
  void enter(Motif motif, Hue hue, double x, double y, double extent, Chance chance) {
    actors.put(cast.size(), new Actor(motif.name(), hue, x, y));
    add(figure(motif, cast.size(), hue.look(chance.stream("look")), x, y, extent, chance), chance, motif);
  }

  /** The same, a part of it exchanged for one of another motif, which is an object of its own. */
  void enterExchanged(Motif motif, Motif other, double x, double y, double extent, Chance chance) {
    List<Mark> figure = figure(motif, cast.size(), x, y, extent, chance);
    List<Mark> from = figure(other, cast.size() + 1, x, y, extent, chance);
    add(Exchange.drawn(motif, figure, other, from, chance.stream("exchange")).of(figure, from), chance, motif, other);
  }

  private void add(List<Mark> figure, Chance chance, Motif... motifs) {
    Palette.rim(tones, chance.stream("rim")).ifPresent(rim -> figure.forEach(mark -> {
      rims.put(marks.size(), marks.size() + figure.size());
      marks.add(mark.grown(rim));
    }));
    marks.addAll(figure);
    shadows.add(shadow(Extent.of(figure)));
    cast.addAll(List.of(motifs));
  }

  private List<Mark> figure(Motif motif, int owner, double x, double y, double extent, Chance chance) {
    return figure(motif, owner, Palette.look(tones, chance.stream("look")), x, y, extent, chance);
  }

  private static List<Mark> figure(Motif motif, int owner, Look look, double x, double y, double extent, Chance chance) {
    Pen.Ink ink = Palette.ink(look, chance.stream("ink"));
    Affine pose = pose(motif, chance.stream("pose"));
    Extent posed = Extent.of(draw(motif, owner, pose, new Pen.Ink(ink.colour(), 0), look, chance));
    return draw(motif, owner, place(posed, x, y, extent).after(pose), ink, look, chance);
  }

  private static Affine pose(Motif motif, Chance chance) {
    double turn = motif.turn() * chance.between(-1, 1);
    double mirror = chance.sign();
    double stretch = chance.between(0.9, 1.1);
    return Affine.turn(turn).after(Affine.scale(mirror * stretch, 1 / stretch));
  }

  private static Affine place(Extent posed, double x, double y, double extent) {
    double scale = extent / posed.length();
    double marginX = MARGIN + 0.5 * scale * posed.width();
    double marginY = MARGIN + 0.5 * scale * posed.height();
    return Affine.move(Math.clamp(x, marginX, 1 - marginX), Math.clamp(y, marginY, 1 - marginY))
        .after(Affine.scale(scale, scale)).after(Affine.move(-posed.middleX(), -posed.middleY()));
  }

  private static Shadow shadow(Extent figure) {
    return new Shadow(figure.middleX() + 0.02, figure.middleY() + 0.05, 0.6 * figure.width(), 0.58 * figure.height(), 0.45);
  }

  private static List<Mark> draw(Motif motif, int owner, Affine place, Pen.Ink ink, Look look, Chance chance) {
    List<Mark> drawn = new ArrayList<>();
    motif.draw(new Pen(drawn, place, owner, motif.parts(), 0, ink), look, chance.stream("shape"));
    return drawn;
  }

  /** With some probability, adds an occluder that leaves a minimum fraction of every object visible, and more of the decisive part. */
  void screen(double probability, double least, int deciding) {
    Chance screens = chance.stream("screen");
    if (!screens.happens(probability)) return;
    for (int attempt = 0; attempt < 6; attempt++) {
      List<Mark> both = new ArrayList<>(marks);
      Chance next = screens.stream(attempt);
      Look look = Palette.look(tones, next.stream("look"));
      Pen pen = new Pen(both, Affine.IDENTITY, SCREEN, List.of(), 0, Palette.ink(look, next));
      next.oneOf(List.of(Screen.values())).draw(pen, look, next);
      if (!leaves(both, least, deciding)) continue;
      marks.addAll(both.subList(marks.size(), both.size()));
      return;
    }
  }

  private boolean leaves(List<Mark> both, double least, int deciding) {
    double seen = 1;
    for (int object = 0; object < cast.size(); object++) seen = Math.min(seen, Sight.share(both, object));
    return seen >= least && seen < 0.97
        && decisive(both, deciding) >= 0.85 * decisive(marks, deciding);
  }

  private static int decisive(List<Mark> marks, int deciding) {
    return Sight.of(marks, mark -> mark.owner() >= 0 && (mark.parts() & deciding) != 0);
  }

  /** Hangs the lantern in the upper corner away from the first object. */
  void lantern() {
    double middle = Extent.of(marks.stream().filter(mark -> mark.owner() == 0).toList()).middleX();
    Lantern.draw(pen(CUE, Lantern.ink()).at(Affine.move(middle > 0.5 ? 0.12 : 0.88, 0)));
  }

  List<Motif> cast() { return cast; }

  List<Actor> actors() { return List.copyOf(actors.values()); }

  Optional<Hue> hue(int object) {
    return Optional.ofNullable(actors.get(object)).map(Actor::hue);
  }

  Backdrop backdrop() { return backdrop; }

  /** How many pieces of clutter there are. */
  int clutter() { return clutter; }

  Painting painting() { return new Painting(marks, shadows); }

  /** Without parts of objects: what is behind them is seen, and the shadows are as they were. */
  Painting withoutParts(Set<String> parts) {
    return without(mark -> isOf(parts, mark), shadows);
  }

  /** Without one object: the shadows are as they were. */
  Painting withoutObject(int object) {
    return without(mark -> mark.owner() == object, shadows);
  }

  /** Without one piece of clutter. */
  Painting withoutClutter(int piece) {
    return without(mark -> mark.owner() == CLUTTER && mark.parts() == 1 << piece, shadows);
  }

  /** Without objects and their shadows. */
  Painting withoutObjects() { return without(mark -> mark.owner() >= 0, List.of()); }

  /** A rim goes with its mark. */
  private Painting without(Predicate<Mark> gone, List<Shadow> shades) {
    List<Mark> left = IntStream.range(0, marks.size()).filter(m -> !gone.test(marks.get(rims.getOrDefault(m, m))))
        .mapToObj(marks::get).toList();
    return new Painting(left, shades);
  }

  /** Whether a mark is of one of these parts of its object; {@link Instance#REST} is what is of no part. */
  private boolean isOf(Set<String> parts, Mark mark) {
    if (mark.owner() < 0) return false;
    List<String> names = cast.get(mark.owner()).parts();
    return mark.parts() == 0
        ? parts.contains(Instance.REST)
        : IntStream.range(0, names.size()).anyMatch(p -> (mark.parts() >> p & 1) == 1 && parts.contains(names.get(p)));
  }
}
