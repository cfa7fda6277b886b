/** The packaged jar as it is run: started, stopped, killed, and read about. */
package dev.planstack.bootstrap.process;
