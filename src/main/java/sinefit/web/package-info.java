/**
 * Routes, pages and the recipe form. Handlers read, call and render; no arithmetic.
 *
 * <p>May import: everything below it, Javalin, Jetty's connector, the templates' engine, Caffeine,
 * ZXing's QR codes.
 */
@NullMarked
package sinefit.web;

import org.jspecify.annotations.NullMarked;
