package lucida.cam.equations;

/** Text inside HTML. */
public final class Html {
  private Html() {}

  /** The text so that nothing in it is markup, in an element or in an attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }
}
