package lucida.judge;

/**
 * What a metric states of itself.
 *
 * @param title what its paper calls it
 * @param paper authors, venue, year, number
 * @param equation its tag in docs/equations.md, as "[ME 1]"
 * @param words what it measures, in a sentence
 * @param direction which values are better
 * @param unit in which values are printed
 * @param range the values it can have, for people: "0 to 100 %"
 */
public record MetricStatement(String title, String paper, String equation, String words, Better direction, MetricUnit unit,
    String range) {}
