package lucida.judge;

/**
 * One judgement: a line of the table of all pictures.
 *
 * @param picture the picture's name
 * @param explained the class that the map explains
 * @param method the method's name
 * @param layer the layer, or "input"
 * @param metric the metric's name
 * @param judgement what it says
 */
public record Row(String picture, int explained, String method, String layer, String metric, Judgement judgement) {}
