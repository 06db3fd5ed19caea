@NullMarked
package modtrace.dat;

import org.jspecify.annotations.NullMarked;
