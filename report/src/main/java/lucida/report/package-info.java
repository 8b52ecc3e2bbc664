/** From {@link lucida.cam.SaliencyMap}s to what people look at and what programs read: overlays, contact sheets, a page, files. */
@NullMarked
package lucida.report;

import org.jspecify.annotations.NullMarked;
