package lucida.cam.equations;

/** Text for a page. */
final class Html {
  private Html() {}

  /** With the signs escaped that a page gives a meaning. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
