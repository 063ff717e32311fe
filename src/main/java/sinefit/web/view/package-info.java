/**
 * What the templates are given: plain records, filled by {@code web}, read by the templates in
 * {@code web/templates}. No logic, no arithmetic. May import: the JDK and what jte hands over
 * between templates.
 */
@NullMarked
package sinefit.web.view;

import org.jspecify.annotations.NullMarked;
