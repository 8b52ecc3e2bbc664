package lucida.report;

import java.util.List;
import java.util.stream.Collectors;
import lucida.book.Notation;
import lucida.book.Symbol;

/** The legend of symbols, which can be folded away. */
final class LegendHtml {
  private static final String BEGIN = "<section>\n<details open><summary><h2>Symbols</h2></summary>\n<dl class=\"legend\">\n";

  private LegendHtml() {}

  static String of(List<Symbol> symbols) {
    if (symbols.isEmpty()) return "";
    return symbols.stream().map(LegendHtml::entry).collect(Collectors.joining("", BEGIN, "</dl></details>\n</section>"));
  }

  private static String entry(Symbol symbol) {
    String meaning = Symbol.FORMULA.matcher(Html.escaped(symbol.meaning()))
        .replaceAll(formula -> MathMl.inline(new Notation(formula.group(1))));
    return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(MathMl.of(symbol.notation()), meaning);
  }
}
