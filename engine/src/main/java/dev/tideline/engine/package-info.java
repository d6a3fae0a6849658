/** The marketing machine, framework-free: users and their history, sweeps, arbitration, decisions and delivery. */
@NullMarked
package dev.tideline.engine;

import org.jspecify.annotations.NullMarked;
