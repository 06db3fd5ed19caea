/**
 * A recording as a picture over time: {@link modtrace.picture.Timeline} keeps, while the ledger
 * reads, as much as a picture can show; {@link modtrace.picture.Picture} draws that, and {@link
 * modtrace.picture.Page} puts it on a page with its verdict and its table.
 */
@NullMarked
package modtrace.picture;

import org.jspecify.annotations.NullMarked;
