/** What all routes share: strict reading of requests, answers, problems, and the table of routes itself. */
package dev.planstack.web.shared;
