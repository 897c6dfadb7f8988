<% extends "paper.mu" %>
<% block part %>
part[<< part.label >>] << part.text | blocks >>
answer[<< part.answer | blocks >>]
<% endblock %>
