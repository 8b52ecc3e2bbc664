/** Methods of second and third derivatives with respect to A, and the routes to these: closed forms, moments, jets. */
@NullMarked
package lucida.cam.derivatives;

import org.jspecify.annotations.NullMarked;
