/** Usage, deductions and bills over HTTP. */
package dev.planstack.web.billing;
