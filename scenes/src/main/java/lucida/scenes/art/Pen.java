package lucida.scenes.art;

import java.util.List;

/**
 * Draws shapes of one owner, at a place, for some of its parts, and with ink around them. A pen is immutable; all pens of a drawing add
 * to one list of marks.
 *
 * @param marks what has been drawn so far; added to
 * @param place from the drawing's own coordinates to the unit square
 * @param owner see {@link Mark}
 * @param names the owner's parts
 * @param parts the parts being drawn, as bits
 * @param ink the line around shapes
 */
public record Pen(List<Mark> marks, Affine place, int owner, List<String> names, int parts, Ink ink) {
  /** A line around shapes, its width in the unit square. */
  public record Ink(Colour colour, double width) {}

  /** A pen whose coordinates are transformed by a map first. */
  public Pen at(Affine inner) {
    return new Pen(marks, place.after(inner), owner, names, parts, ink);
  }

  /** A pen for a further part, besides the parts that this one draws already. */
  public Pen part(String name) {
    int p = names.indexOf(name);
    if (p < 0) throw new IllegalArgumentException("no part " + name + " among " + names);
    return new Pen(marks, place, owner, names, parts | 1 << p, ink);
  }

  /** Draws a shape with ink around it. */
  public void fill(Outline outline, Paint paint) {
    if (ink.width() > 0) add(Grown.by(outline.moved(place), ink.width()), Paint.flat(ink.colour()));
    flat(outline, paint);
  }

  /** Draws a shape without ink. */
  public void flat(Outline outline, Paint paint) { add(outline.moved(place), paint); }

  /** Draws a shape in ink. */
  public void ink(Outline outline) { add(outline.moved(place), Paint.flat(ink.colour())); }

  private void add(Outline outline, Paint paint) {
    marks.add(new Mark(outline, paint, place.inverse(), owner, parts));
  }
}
