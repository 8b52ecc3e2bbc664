package lucida.report;

/**
 * A method that does not apply.
 *
 * @param method its name
 * @param layer where it was asked for
 * @param reason why, in one sentence
 */
public record Refusal(String method, String layer, String reason) {}
