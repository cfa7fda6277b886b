/** Use cases of plan offerings and plans. */
package dev.planstack.application.plan;
