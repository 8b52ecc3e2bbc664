/** Everything at once: {@code requires lucida;} is all that a program's module needs. */
module lucida {
  requires transitive lucida.cam;
  requires transitive lucida.plan;
  requires transitive lucida.weights;
  requires transitive lucida.bundled;
}
