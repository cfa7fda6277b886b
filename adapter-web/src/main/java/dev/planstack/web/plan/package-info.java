/** Plan offerings and plans over HTTP. */
package dev.planstack.web.plan;
