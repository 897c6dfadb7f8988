<% extends "paper.mu" %>
