package lucida.scenes.art;

/**
 * The paints of an object, chosen independently of what it is.
 *
 * @param coat the main paint, usually patterned
 * @param trim a second paint
 * @param accent a third one, for what should stand out
 * @param bright nearly white
 * @param dark nearly black
 */
public record Look(Paint coat, Paint trim, Paint accent, Colour bright, Colour dark) {
  /** A bright paint. */
  public Paint white() { return Paint.of(bright); }

  /** A dark paint. */
  public Paint black() { return Paint.of(dark); }

  /** The main paint without its pattern and a little darker. */
  public Paint shade() { return coat.plain().tinted(dark, 0.35); }

  /** The main paint without its pattern and a little brighter. */
  public Paint glow() { return coat.plain().tinted(bright, 0.45); }
}
