<% extends "paper.mu" %>
<% block stem %><% endblock %>
<% block part %>
part[<< part.label >>] key[<< part.key | key >>]
<% for point in part.marking %>
point[<< point.marks >>] << point.text | blocks >>
<% endfor %>
<% endblock %>
